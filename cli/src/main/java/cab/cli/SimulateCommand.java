package cab.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cab simulate}: does the program lose or double an order, whatever goes wrong? */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Runs the whole program on virtual time against an exchange, a disk and a process that fail, and"
                + " checks after each step that no order is lost, doubled or beyond what is held. A violation is made"
                + " as small as it gets, and told with the line that takes the same course again. Exit 1 when anything"
                + " did not hold.",
        footer = {
            "",
            "Example: ./cab simulate --seeds 2000",
            "         ./cab simulate --seed 42 --trace",
            "         ./cab simulate --seed 42 --faults response-lost,crash --hours 6 --symbols 1"
        })
public final class SimulateCommand implements Callable<Integer> {

    private static final int SEEDS_DEFAULT = 20;
    private static final int SEEDS_MAX = 1_000_000;
    private static final int HOURS_MAX = 72;
    private static final int SYMBOLS_MAX = 5;

    /** What {@code --faults} takes for no fault at all. */
    private static final String NO_FAULTS = "none";

    private static final long PROGRESS_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final SimulateProgram program;
    private final Terminal terminal;
    private final LongSupplier freshSeed;
    private final LongSupplier nanoTime;

    @Option(names = "--seeds", paramLabel = "N", description = "How many runs (default: 20; 1 with --seed).")
    private @Nullable Integer seeds;

    @Option(names = "--seed", paramLabel = "S", description = "The first seed; a fresh one when it is not given.")
    private @Nullable Long seed;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "NAME",
            description = "Faults that may happen, as response-lost,crash, or none (default: all).")
    private List<String> faults = List.of();

    @Option(names = "--hours", paramLabel = "H", description = "Faults go on for so long at most, 1..72.")
    private @Nullable Integer hours;

    @Option(names = "--symbols", paramLabel = "N", description = "So many symbols are traded at most, 1..5.")
    private @Nullable Integer symbols;

    @Option(names = "--trace", description = "Tells all that happens in the run of --seed, line by line.")
    private boolean trace;

    /**
     * The command.
     *
     * @param freshSeed where a hunt begins
     * @param nanoTime measures how long it takes
     */
    public SimulateCommand(SimulateProgram program, Terminal terminal, LongSupplier freshSeed, LongSupplier nanoTime) {
        this.program = program;
        this.terminal = terminal;
        this.freshSeed = freshSeed;
        this.nanoTime = nanoTime;
    }

    @Override
    public Integer call() {
        int count = seeds == null ? (seed == null ? SEEDS_DEFAULT : 1) : seeds;
        refuseWhatIsWrong(count);
        long first = seed == null ? freshSeed.getAsLong() : seed;
        PrintWriter out = terminal.out();
        out.println("seeds " + first + " to " + (first + count - 1));
        Told told = new Told(count);
        program.run(
                new SimulateProgram.Request(
                        first, count, faults, Optional.ofNullable(hours), Optional.ofNullable(symbols), trace),
                told);
        told.text.sum(Duration.ofNanos(nanoTime.getAsLong() - told.startedAt));
        return told.text.violations() == 0 ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private void refuseWhatIsWrong(int count) {
        requireWithin("--seeds", count, SEEDS_MAX);
        requireWithin("--hours", hours == null ? 1 : hours, HOURS_MAX);
        requireWithin("--symbols", symbols == null ? 1 : symbols, SYMBOLS_MAX);
        if (trace && (seed == null || count != 1)) {
            throw refusal("--trace tells one run: name it with --seed");
        }
        for (String name : faults) {
            boolean none = name.equals(NO_FAULTS) && faults.size() == 1;
            if (!none && !program.faults().contains(name)) {
                throw refusal("there is no fault '" + name + "'; there are " + NO_FAULTS + ", "
                        + String.join(", ", program.faults()));
            }
        }
    }

    private static void requireWithin(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw refusal(option + " must be 1.." + most + ", was " + value);
        }
    }

    private static Refusal refusal(String problem) {
        return new Refusal(ExitCode.USAGE, List.of("cab: " + problem));
    }

    /** Tells of runs as they end, and how far it has come. */
    private final class Told implements SimulateProgram.Listener {

        private final SimulateText text = new SimulateText(terminal.out());
        private final int count;
        private final long startedAt = nanoTime.getAsLong();
        private long progressAt = startedAt;

        private Told(int count) {
            this.count = count;
        }

        @Override
        public void ran(SimulateProgram.Run run) {
            if (seed != null) {
                terminal.out().println("seed " + run.seed() + " hash " + run.hash());
            }
            text.add(run);
            terminal.out().flush();
            long now = nanoTime.getAsLong();
            if (now - progressAt >= PROGRESS_EVERY_NANOS) {
                progressAt = now;
                terminal.err()
                        .println(text.runs() + " of " + count + " runs, " + text.violations() + " violations, "
                                + Duration.ofNanos(now - startedAt).toSeconds() + " s");
                terminal.err().flush();
            }
        }

        @Override
        public void told(String line) {
            terminal.out().println(line);
        }
    }
}
