package cab.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cab run}: the server. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Trades until it is stopped: trading, HTTP, status page. Without any settings: on paper, on the"
                + " embedded market.",
        footer = {"", "Example: ./cab run --env-file paper.env"})
public final class RunCommand implements Callable<Integer> {

    private final ServerProgram program;

    @Mixin
    private final EnvFileOption envFile = new EnvFileOption();

    public RunCommand(ServerProgram program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return program.run(envFile.file());
    }
}
