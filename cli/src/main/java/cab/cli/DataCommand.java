package cab.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cab data}: the candles that are kept on this machine. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "The candles that are kept on this machine, in DATA_DIR/candles: docs/data.md.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example: ./cab data download --symbol BTC/USDT --timeframe 15m --from 2026-01-01",
            "         ./cab data list",
            "         ./cab backtest --symbol BTC/USDT --timeframe 15m"
        })
public final class DataCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private DataCommand() {}

    /** The command with everything below it. */
    public static CommandLine of(DataProgram program, Terminal terminal) {
        return new CommandLine(new DataCommand())
                .addSubcommand(new DataDownloadCommand(program, terminal, System::nanoTime))
                .addSubcommand(new DataImportCommand(program, terminal))
                .addSubcommand(new DataExportCommand(program, terminal))
                .addSubcommand(new DataListCommand(program, terminal))
                .addSubcommand(new DataCheckCommand(program, terminal))
                .addSubcommand(new DataGenerateCommand(program, terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "a command is missing");
    }
}
