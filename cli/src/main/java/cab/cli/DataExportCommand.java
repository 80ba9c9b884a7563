package cab.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cab data export}: candles into a file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes candles of the local store as CSV with the header"
                + " timestamp_ms,open,high,low,close,volume; compressed when the name ends with .gz.",
        footer = {"", "Example: ./cab data export --symbol BTC/USDT --timeframe 1h --output btc-1h.csv.gz"})
final class DataExportCommand implements Callable<Integer> {

    private final DataProgram program;
    private final Terminal terminal;

    @Mixin
    private final EnvFileOption envFile = new EnvFileOption();

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final SeriesOptions series = new SeriesOptions();

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "The file to write.")
    private @Nullable Path file;

    @Option(names = "--replace", description = "Overwrites a file that is there.")
    private boolean replaces;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    DataExportCommand(DataProgram program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DataProgram.Exported exported = program.export(new DataProgram.ExportRequest(
                envFile.file(),
                store.ofStore(),
                series.symbol(),
                series.timeframe(),
                Objects.requireNonNull(file),
                replaces));
        exported.notes().forEach(terminal.err()::println);
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", exported.file().toString());
            document.put("candles", exported.candles());
            document.put("bytes", exported.bytes());
            JsonText.print(document, terminal.out());
        } else {
            terminal.out()
                    .println("wrote " + exported.file() + ": " + exported.candles() + " candles, "
                            + DataText.size(exported.bytes()));
        }
        return ExitCode.HOLDS;
    }
}
