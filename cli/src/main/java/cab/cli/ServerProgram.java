package cab.cli;

import java.nio.file.Path;
import java.util.Optional;

/** The server: trading, HTTP and all that belongs to it. */
@FunctionalInterface
public interface ServerProgram {

    /**
     * Runs until the process is asked to end.
     *
     * @param envFile the settings file, when one was named
     * @return one of {@link ExitCode}
     */
    int run(Optional<Path> envFile);
}
