package cab.infrastructure.strategy;

import cab.domain.strategy.StrategyFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The strategies in the jars of one directory, in the order of the names of the jars. A jar is searched for
 * {@link StrategyFactory} with a class loader of its own: two jars never meet, and each sees the classes of the
 * program. What is in a jar runs with all the rights of the program.
 */
public final class StrategyJars {

    static final String SERVICE = "META-INF/services/" + StrategyFactory.class.getName();

    private static final int JARS_MAX = 100;

    private StrategyJars() {}

    /** What the jars of {@code directory} hold; nothing when there is no such directory. */
    public static Found in(Path directory) {
        List<StrategyFactory> factories = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Path jar : jars(directory, faults)) {
            try {
                factories.addAll(factoriesIn(jar));
            } catch (UnusableJar unusable) {
                faults.add(jar.getFileName() + " " + unusable.getMessage());
            }
        }
        return new Found(factories, faults);
    }

    private static List<Path> jars(Path directory, List<String> faults) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            if (jars.size() <= JARS_MAX) {
                return jars;
            }
            faults.add("holds " + jars.size() + " jars, more than " + JARS_MAX);
        } catch (IOException unreadable) {
            faults.add("cannot be read: " + unreadable);
        }
        return List.of();
    }

    private static List<StrategyFactory> factoriesIn(Path jar) throws UnusableJar {
        // A class loader passes over a file that is no jar without a word.
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.getEntry(SERVICE) == null) {
                throw new UnusableJar("names no strategy: " + SERVICE + " is missing in it");
            }
        } catch (IOException unreadable) {
            throw new UnusableJar("is no jar that can be read: " + unreadable.getMessage());
        }
        try {
            // Kept open: a class is read when it is first needed, for as long as the program runs.
            URLClassLoader loader = new URLClassLoader(
                    "strategies/" + jar.getFileName(),
                    new URL[] {jar.toUri().toURL()},
                    StrategyFactory.class.getClassLoader());
            return factoriesOf(loader, jar.getFileName().toString());
        } catch (IOException | ServiceConfigurationError | LinkageError | RuntimeException unusable) {
            throw new UnusableJar("cannot be used: " + reason(unusable));
        }
    }

    private static List<StrategyFactory> factoriesOf(ClassLoader loader, String jar) throws UnusableJar {
        List<StrategyFactory> factories = new ArrayList<>();
        Iterator<ServiceLoader.Provider<StrategyFactory>> providers =
                ServiceLoader.load(StrategyFactory.class, loader).stream().iterator();
        while (providers.hasNext()) {
            ServiceLoader.Provider<StrategyFactory> provider = providers.next();
            if (loader.equals(provider.type().getClassLoader())) {
                factories.add(new JarStrategyFactory(jar, provider.get()));
            }
        }
        if (factories.isEmpty()) {
            throw new UnusableJar("names no strategy in " + SERVICE);
        }
        return factories;
    }

    private static String reason(Throwable unusable) {
        Throwable cause = unusable.getCause();
        String message = String.valueOf(unusable.getMessage());
        return cause == null ? unusable.getClass().getSimpleName() + ": " + message : message + ": " + cause;
    }

    /**
     * What was found.
     *
     * @param factories one per strategy
     * @param faults what is wrong, each beginning with the name of the jar; empty when every jar can be used
     */
    public record Found(List<StrategyFactory> factories, List<String> faults) {

        public Found {
            factories = List.copyOf(factories);
            faults = List.copyOf(faults);
        }
    }

    /** Why a jar cannot be used, to be read behind its name. */
    private static final class UnusableJar extends Exception {

        private static final long serialVersionUID = 1L;

        UnusableJar(String message) {
            super(message);
        }
    }
}
