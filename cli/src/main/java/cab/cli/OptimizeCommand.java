package cab.cli;

import cab.application.optimize.Goal;
import cab.application.optimize.Objective;
import cab.application.optimize.SamplerKind;
import cab.application.optimize.StudyPlan;
import cab.application.optimize.Trial;
import cab.application.optimize.WalkForwardPlan;
import cab.domain.market.Symbol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cab optimize}: which settings would have traded well, and how much of that is chance. */
@Command(
        name = "optimize",
        mixinStandardHelpOptions = true,
        description = "Searches for settings that would have traded well over past candles, on all cores, and says how"
                + " much of what it found may be chance: docs/optimize.md.",
        footer = {
            "",
            "Example: ./cab optimize --candles btc.csv.gz --symbol BTC/USDT --timeframe 15m --strategy ema_cross",
            "         --space STRATEGY_EMA_CROSS_FAST=5..50 --space STRATEGY_EMA_CROSS_SLOW=20..200:5 --trials 200"
        })
public final class OptimizeCommand implements Callable<Integer> {

    private static final int JOBS_MAX = 1_024;
    private static final int TOP_MAX = 1_000;
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6})([hdw])");

    private final OptimizeProgram program;
    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private final Supplier<StopWish> stopWishes;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final EnvFileOption envFile = new EnvFileOption();

    @Option(
            names = "--candles",
            paramLabel = "FILE",
            description = "Candle file: CSV with the header timestamp_ms,open,high,low,close,volume, or freqtrade's"
                    + " JSON, plain or gzip (default: the local store, see cab data).")
    private @Nullable Path candles;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Option(
            names = "--symbol",
            paramLabel = "SYMBOL",
            converter = SymbolConverter.class,
            description = "What is traded, as BTC/USDT.")
    private @Nullable Symbol symbol;

    @Mixin
    private final TestedOptions tested = new TestedOptions();

    @Option(
            names = "--space",
            paramLabel = "SPACE",
            description = "What is searched: NAME=from..to[:step][:log], NAME=from..to:*factor, NAME=a|b|c, or a file"
                    + " with one of these a line; may be given several times. Without a step it is one of the last"
                    + " digit: 5..50 goes by 1, 1.0..5.0 by 0.1.")
    private List<String> space = List.of();

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "How many combinations to try (default: 200; all of them with --sampler grid).")
    private @Nullable Integer trials;

    @Option(
            names = "--sampler",
            paramLabel = "SAMPLER",
            description = "How they are chosen: grid (all), random, tpe (where the good ones are dense). Default: grid"
                    + " when there are no more than --trials, else tpe.")
    private @Nullable String sampler;

    @Option(
            names = "--objective",
            paramLabel = "OBJECTIVE",
            description = "What is made large: sharpe, sortino, calmar, return, profit_factor, drawdown,"
                    + " return_per_trade (default: sharpe).")
    private String objective = Objective.SHARPE.word();

    @Option(
            names = "--min-trades",
            paramLabel = "N",
            description = "A trial with fewer trades does not count (default: 10).")
    private int tradesMin = 10;

    @Option(
            names = "--walk-forward",
            paramLabel = "TRAIN,TEST",
            description = "Searches a stretch, trades its choice on the next, moves on by that, and so forth: 180d,30d"
                    + " (h, d, w). The result is what was traded, all of it on candles that were not searched.")
    private @Nullable String walkForward;

    @Option(names = "--anchored", description = "Each search of a walk forward looks back to the very beginning.")
    private boolean anchored;

    @Option(names = "--seed", paramLabel = "S", description = "Of all chance (default: 1).")
    private long seed = 1;

    @Option(names = "--jobs", paramLabel = "N", description = "Trials that run at once (default: all cores).")
    private @Nullable Integer jobs;

    @Option(names = "--top", paramLabel = "N", description = "How many of the best to list (default: 10).")
    private int top = 10;

    @Option(
            names = "--resume",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "STUDY",
            description =
                    "Goes on with a study that was interrupted (default: the latest); with --trials to more trials.")
    private @Nullable String resumed;

    @Option(names = "--show", paramLabel = "STUDY", description = "Shows a study that was kept; runs no more trials.")
    private @Nullable String shown;

    @Option(names = "--list", description = "Lists the studies that were kept, in DATA_DIR/studies.")
    private boolean listed;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Writes an HTML page that needs no network: the best, a heat map of the two settings that"
                    + " matter most, and the doubts.")
    private @Nullable Path report;

    @Option(names = "--json", description = "Prints one JSON document instead of a table.")
    private boolean json;

    /**
     * The command.
     *
     * @param nanoTime measures how long it takes
     * @param stopWishes listens for Ctrl-C from when it is asked for
     */
    public OptimizeCommand(
            OptimizeProgram program, Terminal terminal, LongSupplier nanoTime, Supplier<StopWish> stopWishes) {
        this.program = program;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.stopWishes = stopWishes;
    }

    @Override
    public Integer call() {
        if (listed) {
            List<OptimizeProgram.Summary> studies = program.list(envFile.file());
            terminal.out().println(OptimizeText.list(studies));
            return ExitCode.HOLDS;
        }
        if (resumed != null || shown != null) {
            OptimizeProgram.ResumeRequest request = resumeRequest();
            return tell(listener -> program.resume(request, listener));
        }
        OptimizeProgram.Request request = request();
        return tell(listener -> program.run(request, listener));
    }

    private int tell(Function<OptimizeProgram.Listener, OptimizeProgram.Outcome> run) {
        try (StopWish stop = stopWishes.get()) {
            OptimizeProgram.Outcome outcome = run.apply(new Told(stop));
            if (json) {
                JsonText.print(OptimizeDocument.of(outcome), terminal.out());
            } else {
                terminal.out().println(OptimizeText.of(outcome));
            }
            terminal.out().flush();
            if (report != null) {
                terminal.err().println("report: " + report);
            }
            return outcome.repeat().isPresent() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
        }
    }

    private OptimizeProgram.ResumeRequest resumeRequest() {
        if (resumed != null && shown != null) {
            throw wrong("--resume and --show exclude each other");
        }
        if (!space.isEmpty() || candles != null || symbol != null || walkForward != null || sampler != null) {
            throw wrong(
                    "the study says what is searched: give --resume or --show only --trials, --jobs, --top, --report"
                            + " and --json");
        }
        String name = shown != null ? shown : Objects.requireNonNull(resumed);
        return new OptimizeProgram.ResumeRequest(
                envFile.file(),
                name.isEmpty() ? Optional.empty() : Optional.of(name),
                Optional.ofNullable(trials).map(wish -> requireWithin("--trials", wish, StudyPlan.TRIALS_MAX)),
                shown != null,
                jobs(),
                requireWithin("--top", top, TOP_MAX),
                Optional.ofNullable(report));
    }

    private int jobs() {
        return requireWithin("--jobs", jobs == null ? Runtime.getRuntime().availableProcessors() : jobs, JOBS_MAX);
    }

    private OptimizeProgram.Request request() {
        if (space.isEmpty()) {
            throw wrong("Missing required option: '--space'");
        }
        return new OptimizeProgram.Request(
                envFile.file(),
                store.of(Optional.ofNullable(candles)),
                required("--symbol", symbol),
                required("--timeframe", tested.timeframe()),
                tested.strategies(),
                tested.overrides(),
                space,
                search(),
                jobs(),
                requireWithin("--top", top, TOP_MAX),
                Optional.ofNullable(report));
    }

    private OptimizeProgram.Search search() {
        Optional<SamplerKind> kind = Optional.ofNullable(sampler)
                .map(word -> SamplerKind.of(word)
                        .orElseThrow(() -> wrong("--sampler must be grid, random or tpe, was '" + word + "'")));
        Objective wanted = Objective.of(objective)
                .orElseThrow(
                        () -> wrong("--objective must be one of " + Objective.words() + ", was '" + objective + "'"));
        if (tradesMin < 0) {
            throw wrong("--min-trades must be 0 or more, was " + tradesMin);
        }
        Optional<Integer> count =
                Optional.ofNullable(trials).map(wish -> requireWithin("--trials", wish, StudyPlan.TRIALS_MAX));
        return new OptimizeProgram.Search(kind, count, new Goal(wanted, tradesMin), seed, walk());
    }

    private Optional<WalkForwardPlan> walk() {
        if (walkForward == null) {
            if (anchored) {
                throw wrong("--anchored says how to walk forward: give --walk-forward too");
            }
            return Optional.empty();
        }
        String[] parts = walkForward.split(",", -1);
        if (parts.length != 2) {
            throw wrong("--walk-forward must be TRAIN,TEST such as 180d,30d, was '" + walkForward + "'");
        }
        return Optional.of(new WalkForwardPlan(length(parts[0]), length(parts[1]), anchored));
    }

    private Duration length(String text) {
        Matcher parts = LENGTH.matcher(text.strip());
        if (!parts.matches()) {
            throw wrong(
                    "--walk-forward must be TRAIN,TEST such as 180d,30d (units: h, d, w), was '" + walkForward + "'");
        }
        Duration unit = switch (parts.group(2)) {
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
        Duration length = unit.multipliedBy(Integer.parseInt(parts.group(1)));
        if (!length.isPositive()) {
            throw wrong("--walk-forward must have stretches longer than nothing, was '" + walkForward + "'");
        }
        return length;
    }

    private int requireWithin(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw wrong(option + " must be 1.." + most + ", was " + value);
        }
        return value;
    }

    private <T> T required(String option, @Nullable T value) {
        if (value == null) {
            throw wrong("Missing required option: '" + option + "'");
        }
        return value;
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), problem);
    }

    /** Tells on standard error how far it has come. */
    private final class Told implements OptimizeProgram.Listener {

        private static final long FIRST_AFTER_NANOS = 1_000_000_000L;
        private static final long EVERY_NANOS = 3_000_000_000L;

        private final StopWish stop;
        private @Nullable OptimizeProgress progress;
        private long nextAt;

        private Told(StopWish stop) {
            this.stop = stop;
        }

        @Override
        public void planned(OptimizeProgram.Planned planned) {
            planned.notes().forEach(terminal.err()::println);
            terminal.err().println(OptimizeText.plan(planned));
            terminal.err().flush();
            long now = nanoTime.getAsLong();
            progress = new OptimizeProgress(
                    planned.plan().goal(), planned.plan().trials() * planned.windows() - planned.known(), now);
            nextAt = now + FIRST_AFTER_NANOS;
        }

        @Override
        public void ended(Trial trial) {
            OptimizeProgress told = Objects.requireNonNull(progress, "planned is called first");
            told.add(trial);
            long now = nanoTime.getAsLong();
            if (now - nextAt >= 0) {
                nextAt = now + EVERY_NANOS;
                terminal.err().println(told.line(Duration.ofNanos(now - told.startedAtNanos())));
                terminal.err().flush();
            }
        }

        @Override
        public boolean isStopWanted() {
            return stop.isWanted();
        }
    }
}
