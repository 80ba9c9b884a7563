package cab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --env-file}, the same for every command. */
public final class EnvFileOption {

    private static final Path DEFAULT = Path.of(".env");

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "The settings to use; ./.env by default, when it exists.")
    private @Nullable Path file;

    /** The file to read: the one that was named, else {@code ./.env} when it exists. */
    public Optional<Path> file() {
        if (file != null) {
            return Optional.of(file);
        }
        return Files.exists(DEFAULT) ? Optional.of(DEFAULT) : Optional.empty();
    }
}
