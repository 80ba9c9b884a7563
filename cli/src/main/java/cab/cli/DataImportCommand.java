package cab.cli;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cab data import}: candles from files. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Takes candles from files: CSV with the header timestamp_ms,open,high,low,close,volume, or"
                + " freqtrade's JSON (BTC_USDT-15m.json), plain or gzip. Candles that are kept already and are the same"
                + " change nothing.",
        footer = {
            "",
            "Example: ./cab data import btc.csv.gz --symbol BTC/USDT",
            "Example: ./cab data import user_data/data/binance/*.json"
        })
final class DataImportCommand implements Callable<Integer> {

    private final DataProgram program;
    private final Terminal terminal;

    @Mixin
    private final EnvFileOption envFile = new EnvFileOption();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Candle files.")
    private @Nullable List<Path> files;

    @Option(
            names = "--symbol",
            paramLabel = "SYMBOL",
            converter = SymbolConverter.class,
            description = "What was traded, as BTC/USDT (default: what the name says, as BTC_USDT-15m.json).")
    private @Nullable Symbol symbol;

    @Option(
            names = "--timeframe",
            paramLabel = "TIMEFRAME",
            converter = TimeframeConverter.class,
            description = "Length of the candles in the file (default: what its name or its candles say).")
    private @Nullable Timeframe timeframe;

    @Option(
            names = "--exchange",
            paramLabel = "NAME",
            description =
                    "Where the candles come from (default: the folder of the file, where freqtrade names it so, else"
                            + " imported).")
    private @Nullable String exchange;

    @Option(
            names = "--resample",
            split = ",",
            paramLabel = "TIMEFRAME",
            converter = TimeframeConverter.class,
            description = "Longer timeframes to keep as well, put together from these candles. A backtest does this by"
                    + " itself.")
    private List<Timeframe> resampled = List.of();

    @Option(
            names = "--replace",
            description =
                    "Where candles are kept already with other numbers, these count; without it the file is refused.")
    private boolean replaces;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    DataImportCommand(DataProgram program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<DataProgram.Imported> all = program.importFiles(new DataProgram.ImportRequest(
                envFile.file(),
                Objects.requireNonNull(files),
                Optional.ofNullable(exchange),
                Optional.ofNullable(symbol),
                Optional.ofNullable(timeframe),
                resampled,
                replaces));
        for (DataProgram.Imported one : all) {
            if (!one.problem().isEmpty()) {
                terminal.err().println("cab: " + one.problem());
            }
        }
        if (json) {
            JsonText.print(Map.of("files", all.stream().map(DataText::document).toList()), terminal.out());
        } else {
            all.stream()
                    .flatMap(one -> one.stored().stream())
                    .forEach(stored -> terminal.out().println(DataText.line(stored)));
        }
        return all.stream().allMatch(one -> one.problem().isEmpty()) ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
