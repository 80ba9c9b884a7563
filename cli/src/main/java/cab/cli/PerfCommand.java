package cab.cli;

import cab.application.monitoring.Performance;
import cab.application.monitoring.PerformanceReport;
import cab.domain.market.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cab perf}: what was earned. */
@Command(
        name = "perf",
        mixinStandardHelpOptions = true,
        description =
                "Sums up what was earned: realised profit first in first out, fees, turnover, orders. Reads beside"
                        + " a running program. Days are those of UTC and of the market that is traded; today when none is named.",
        footer = {"", "Example: ./cab perf --from 2026-01-01 --to 2026-01-31 --symbol BTC/USDT --json"})
public final class PerfCommand implements Callable<Integer> {

    private final PerfProgram program;
    private final Terminal terminal;

    @Mixin
    private final EnvFileOption envFile = new EnvFileOption();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimePoint.Converter.class,
            description = "The beginning: a day, or an instant like 2026-01-31T12:00:00Z.")
    private @Nullable TimePoint from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = TimePoint.Converter.class,
            description = "The end: a day that is still counted, or an instant that is not.")
    private @Nullable TimePoint to;

    @Option(
            names = "--symbol",
            paramLabel = "SYMBOL",
            converter = SymbolConverter.class,
            description = "One symbol, such as BTC/USDT; all by default.")
    private @Nullable Symbol symbol;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    public PerfCommand(PerfProgram program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PerformanceReport report = program.read(envFile.file(), this::report);
        if (json) {
            JsonText.print(PerfText.document(report), terminal.out());
        } else {
            PerfText.lines(report).forEach(terminal.out()::println);
        }
        return ExitCode.HOLDS;
    }

    private PerformanceReport report(PerfProgram.Records records) {
        records.notes().forEach(terminal.err()::println);
        TimePoint today = TimePoint.dayOf(records.marketNow());
        Instant end = to == null ? today.end() : to.end();
        Instant begin = from == null ? beginningOf(end, today) : from.begin();
        if (end.isBefore(begin)) {
            throw new Refusal(
                    ExitCode.USAGE, List.of("cab: --from must not be later than --to, was " + begin + " and " + end));
        }
        return new Performance(records.history()).between(Optional.ofNullable(symbol), begin, end);
    }

    /** Without {@code --from} one day is meant: that of {@code --to}, or today. */
    private Instant beginningOf(Instant end, TimePoint today) {
        return to == null ? today.begin() : TimePoint.dayOf(end.minusMillis(1)).begin();
    }
}
