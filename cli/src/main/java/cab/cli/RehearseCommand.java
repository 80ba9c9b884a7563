package cab.cli;

import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;

/** {@code cab rehearse}: what the launcher lets the JVM learn from; of no use to a person. */
@Command(
        name = "rehearse",
        hidden = true,
        mixinStandardHelpOptions = true,
        description =
                "Runs what is run most on throw-away storage, so that the JVM can keep what it learns for the next"
                        + " start.",
        footer = {"", "Example: java -XX:AOTCacheOutput=app.aot -jar app.jar rehearse"})
public final class RehearseCommand implements Callable<Integer> {

    private final IntSupplier rehearsal;

    /** @param rehearsal runs it all and gives the exit code */
    public RehearseCommand(IntSupplier rehearsal) {
        this.rehearsal = rehearsal;
    }

    @Override
    public Integer call() {
        return rehearsal.getAsInt();
    }
}
