package cab.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cab data list}: what is kept. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists what is kept: symbol, timeframe, exchange, span, candles, gaps, size.",
        footer = {"", "Example: ./cab data list"})
final class DataListCommand implements Callable<Integer> {

    private final DataProgram program;
    private final Terminal terminal;

    @Mixin
    private final EnvFileOption envFile = new EnvFileOption();

    @Option(names = "--json", description = "Prints one JSON document instead of a table.")
    private boolean json;

    DataListCommand(DataProgram program, Terminal terminal) {
        this.program = program;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DataProgram.Listing listing = program.list(envFile.file());
        boolean isSound =
                listing.series().stream().allMatch(series -> series.fault().isEmpty());
        if (json) {
            JsonText.print(document(listing), terminal.out());
        } else {
            terminal.out().println(DataText.table(listing));
        }
        return isSound ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private static Map<String, @Nullable Object> document(DataProgram.Listing listing) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("folder", listing.folder().toString());
        document.put("series", listing.series().stream().map(DataText::document).toList());
        return document;
    }
}
