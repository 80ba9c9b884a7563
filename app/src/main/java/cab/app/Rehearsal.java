package cab.app;

import cab.cli.CabCommand;
import cab.cli.ExitCode;
import cab.cli.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * The commands that are run most, one after the other, in a folder that is deleted afterwards, without the settings of
 * anybody. What the JVM learns of it makes the next start faster.
 */
final class Rehearsal implements IntSupplier {

    private static final String BACKTEST = "backtest --symbol BTC/USDT --timeframe 15m";

    private static final List<String> COMMANDS = List.of(
            "smoke",
            "config check",
            "data generate --symbol BTC/USDT --timeframe 15m --from 2025-01-01 --to 2025-12-31",
            "data list",
            BACKTEST + " --strategy ema_cross",
            BACKTEST + " --strategy ema_cross,rsi_momentum --mode vote --json",
            BACKTEST + " --strategy ema_cross",
            "optimize --symbol BTC/USDT --timeframe 15m --strategy ema_cross --trials 64"
                    + " --space STRATEGY_EMA_CROSS_FAST=5..12 --space STRATEGY_EMA_CROSS_SLOW=20..90:10");

    private final BiFunction<Terminal, Map<String, String>, CabCommand> program;

    /** @param program made of where it writes and its environment */
    Rehearsal(BiFunction<Terminal, Map<String, String>, CabCommand> program) {
        this.program = program;
    }

    @Override
    public int getAsInt() {
        Path folder = temporaryFolder();
        try {
            Map<String, String> environment =
                    Map.of("DATA_DIR", folder.resolve("data").toString(), "STRATEGIES_DIR", "");
            int worst = ExitCode.HOLDS;
            for (String command : COMMANDS) {
                PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
                int code = program.apply(new Terminal(nowhere, nowhere), environment)
                        .execute(command.split(" ", -1));
                worst = Math.max(worst, code);
            }
            return worst;
        } finally {
            delete(folder);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("cab-rehearsal-");
        } catch (IOException full) {
            throw new UncheckedIOException("no folder for the rehearsal could be made", full);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException("the folder of the rehearsal could not be deleted: " + folder, left);
        }
    }
}
