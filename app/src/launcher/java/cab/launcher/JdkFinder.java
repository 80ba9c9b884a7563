package cab.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for an installed Java that can run the program: first where the environment points, then in the usual folders.
 */
final class JdkFinder {
    private final int oldest;
    private final Map<String, String> environment;
    private final List<Path> folders;

    /**
     * @param oldest the oldest feature version that will do
     * @param folders each holds installations, one per sub-folder
     */
    JdkFinder(int oldest, Map<String, String> environment, List<Path> folders) {
        this.oldest = oldest;
        this.environment = Map.copyOf(environment);
        this.folders = List.copyOf(folders);
    }

    static JdkFinder ofThisMachine(int oldest) {
        return new JdkFinder(oldest, System.getenv(), usualFolders());
    }

    static List<Path> usualFolders() {
        Path home = Paths.get(System.getProperty("user.home", "."));
        return List.of(
                Paths.get("/usr/lib/jvm"),
                Paths.get("/usr/java"),
                Paths.get("/opt"),
                Paths.get("/opt/java"),
                home.resolve(".sdkman/candidates/java"),
                home.resolve(".jdks"),
                Paths.get("/Library/Java/JavaVirtualMachines"),
                home.resolve("Library/Java/JavaVirtualMachines"));
    }

    /** The home folder of the Java to use. In the usual folders the oldest that will do wins: it is what was tested. */
    Optional<Path> find() {
        for (String variable : List.of("JAVA_HOME", "JDK25_HOME")) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isBlank() && feature(Paths.get(value)) >= oldest) {
                return Optional.of(Paths.get(value));
            }
        }
        return folders.stream()
                .flatMap(folder -> installations(folder).stream())
                .filter(home -> feature(home) >= oldest)
                .min(Comparator.comparingInt(JdkFinder::feature).thenComparing(Comparator.naturalOrder()));
    }

    private static List<Path> installations(Path folder) {
        List<Path> homes = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                Path bundle = entry.resolve("Contents/Home");
                homes.add(Files.isDirectory(bundle) ? bundle : entry);
            }
        } catch (IOException | RuntimeException unreadable) {
            return List.of();
        }
        Collections.sort(homes);
        return homes;
    }

    /** The feature version that the installation's {@code release} file states; 0 when this is no usable Java. */
    static int feature(Path home) {
        if (!Files.isExecutable(executable(home))) {
            return 0;
        }
        try {
            for (String line : Files.readAllLines(home.resolve("release"))) {
                if (line.startsWith("JAVA_VERSION=")) {
                    String version = line.substring("JAVA_VERSION=".length()).replace("\"", "");
                    return Runtime.Version.parse(version.trim()).feature();
                }
            }
            return 0;
        } catch (IOException | IllegalArgumentException unreadable) {
            return 0;
        }
    }

    static Path executable(Path home) {
        Path unix = home.resolve("bin/java");
        return Files.exists(unix) ? unix : home.resolve("bin/java.exe");
    }
}
