package cab.cli;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cab data download}: candles from an exchange. */
@Command(
        name = "download",
        mixinStandardHelpOptions = true,
        description =
                "Reads closed candles from an exchange, without a key: from where the stored ones end, and what is"
                        + " missing before and inside them. It may be interrupted: the same command goes on. Gate.io serves the last"
                        + " 10000 candles of a timeframe, Kraken the last 720, the others all of them.",
        footer = {
            "",
            "Example: ./cab data download --symbol BTC/USDT,ETH/USDT --timeframe 15m,1h --from 2022-01-01"
                    + " --exchange binance"
        })
final class DataDownloadCommand implements Callable<Integer> {

    private static final long TELL_EVERY_NANOS = Duration.ofSeconds(3).toNanos();

    private final DataProgram program;
    private final Terminal terminal;
    private final LongSupplier nanoTime;

    @Mixin
    private final EnvFileOption envFile = new EnvFileOption();

    @Option(
            names = "--symbol",
            required = true,
            split = ",",
            paramLabel = "SYMBOL",
            converter = SymbolConverter.class,
            description = "What is traded, as BTC/USDT; several with commas.")
    private List<Symbol> symbols = List.of();

    @Option(
            names = "--timeframe",
            required = true,
            split = ",",
            paramLabel = "TIMEFRAME",
            converter = TimeframeConverter.class,
            description = "Length of the candles, as 15m; several with commas.")
    private List<Timeframe> timeframes = List.of();

    @Option(
            names = "--exchange",
            paramLabel = "NAME",
            description = "gateio, bybit, binance, kraken, okx or kucoin (default: EXCHANGE).")
    private @Nullable String exchange;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            converter = TimePoint.Converter.class,
            description = "First day, UTC (default: a year ago).")
    private @Nullable TimePoint from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            converter = TimePoint.Converter.class,
            description = "Last day, UTC (default: now).")
    private @Nullable TimePoint to;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    private long toldAtNanos;

    DataDownloadCommand(DataProgram program, Terminal terminal, LongSupplier nanoTime) {
        this.program = program;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public Integer call() {
        toldAtNanos = nanoTime.getAsLong();
        List<DataProgram.Stored> all = program.download(
                new DataProgram.DownloadRequest(
                        envFile.file(),
                        Optional.ofNullable(exchange),
                        symbols,
                        timeframes,
                        Optional.ofNullable(from).map(TimePoint::begin),
                        Optional.ofNullable(to).map(TimePoint::end)),
                this::tell,
                note -> terminal.err().println(note));
        if (json) {
            JsonText.print(Map.of("series", all.stream().map(DataText::document).toList()), terminal.out());
        } else {
            all.forEach(stored -> terminal.out().println(DataText.line(stored)));
        }
        return ExitCode.HOLDS;
    }

    private void tell(DataProgram.Progress progress) {
        if (nanoTime.getAsLong() - toldAtNanos < TELL_EVERY_NANOS) {
            return;
        }
        toldAtNanos = nanoTime.getAsLong();
        terminal.err()
                .println(String.format(
                        Locale.ROOT,
                        "%s: %d %%, %d candles, %s left",
                        progress.name(),
                        100 * progress.pages() / Math.max(1, progress.ofPages()),
                        progress.candles(),
                        DataText.duration(progress.left())));
        terminal.err().flush();
    }
}
