package cab.cli;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cab data generate}: candles of a market that does not exist. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Makes up the candles of a market: trends, ranges, restless days, crashes, outages. The same seed"
                + " gives the same candles on every machine. No result on them says anything about a real market.",
        footer = {
            "",
            "Example: ./cab data generate --symbol BTC/USDT --timeframe 15m --from 2022-01-01 --to 2025-12-31 --seed 7"
        })
final class DataGenerateCommand implements Callable<Integer> {

    private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-01-01T00:00:00Z");

    private final DataProgram program;
    private final Terminal terminal;

    @Mixin
    private final EnvFileOption envFile = new EnvFileOption();

    @Mixin
    private final SeriesOptions series = new SeriesOptions();

    @Option(
            names = "--from",
            paramLabel = "DATE",
            converter = TimePoint.Converter.class,
            description = "First day, UTC (default: 2024-01-01).")
    private @Nullable TimePoint from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            converter = TimePoint.Converter.class,
            description = "Last day, UTC (default: 2025-12-31).")
    private @Nullable TimePoint to;

    @Option(names = "--seed", paramLabel = "N", description = "Which market it is (default: 1).")
    private long seed = 1;

    @Option(
            names = "--exchange",
            paramLabel = "NAME",
            description = "The name under which it is kept (default: seed-N).")
    private @Nullable String exchange;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    DataGenerateCommand(DataProgram program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DataProgram.Stored stored = program.generate(new DataProgram.GenerateRequest(
                envFile.file(),
                Optional.ofNullable(exchange),
                series.symbol(),
                series.timeframe(),
                Optional.ofNullable(from).map(TimePoint::begin).orElse(FROM),
                Optional.ofNullable(to).map(TimePoint::end).orElse(TO),
                seed));
        if (json) {
            JsonText.print(DataText.document(stored), terminal.out());
        } else {
            terminal.out().println(DataText.line(stored));
        }
        return ExitCode.HOLDS;
    }
}
