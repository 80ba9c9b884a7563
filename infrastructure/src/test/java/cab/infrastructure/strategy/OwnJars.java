package cab.infrastructure.strategy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Jars with strategies in them, made of source text. */
public final class OwnJars {

    private OwnJars() {}

    /** A jar with the strategy of the template. */
    public static Path ofTemplate(Path directory, String name) {
        Path project = directory.resolve(name);
        try {
            var _ = new StrategyProject(project).create(name, StrategyTemplate.JAVA);
            return built(project, directory.resolve(name + ".jar"));
        } catch (StrategyProject.RefusedProject refused) {
            throw new AssertionError(refused);
        }
    }

    /**
     * A jar with a strategy named {@code name}, whose parts are Java expressions: that which makes the strategy, its
     * warm-up and its signal.
     */
    static Path of(Path directory, String name, String made, String warmUp, String signal) {
        return of(directory, name, """
                package own;

                import cab.domain.market.ClosedCandle;
                import cab.domain.strategy.*;
                import java.util.List;

                public final class Own implements StrategyFactory, Strategy {
                    public StrategyDescription description() {
                        return new StrategyDescription("%1$s", "A test.",
                                List.of(ParameterDescription.ofInt("length", "a length", 5, 1, 9)));
                    }
                    public Strategy create(StrategyParameters parameters) { return %2$s; }
                    public String name() { return "%1$s"; }
                    public int warmUp() { return %3$s; }
                    public Signal onCandle(ClosedCandle candle) { return %4$s; }
                    public String explain() { throw new IllegalStateException("no words"); }
                    static <T> T fail(RuntimeException failure) { throw failure; }
                }
                """.formatted(name, made, warmUp, signal), "own.Own");
    }

    /** A jar of one source whose service file says {@code service}. */
    static Path of(Path directory, String name, String source, String service) {
        try {
            Path project = directory.resolve("project-" + name);
            Path sources = Files.createDirectories(project.resolve("src/main/java/own"));
            Path _ = Files.writeString(sources.resolve("Own.java"), source);
            Path services = project.resolve("src/main/resources").resolve(StrategyJars.SERVICE);
            Files.createDirectories(services.getParent());
            Path _ = Files.writeString(services, service + "\n");
            return built(project, directory.resolve(name + ".jar"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path built(Path project, Path jar) {
        try {
            new StrategyProject(project).build(jar, System.getProperty("java.class.path"));
            return jar;
        } catch (StrategyProject.RefusedProject refused) {
            throw new AssertionError(refused);
        }
    }
}
