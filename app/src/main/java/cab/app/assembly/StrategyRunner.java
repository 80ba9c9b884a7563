package cab.app.assembly;

import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.cli.StrategyProgram;
import cab.domain.strategy.StrategyDescription;
import cab.infrastructure.config.SettingsLoader;
import cab.infrastructure.strategy.StrategyProject;
import cab.infrastructure.strategy.StrategyProject.RefusedProject;
import cab.infrastructure.strategy.StrategyTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists, writes and builds strategies for the command line. */
public final class StrategyRunner implements StrategyProgram {

    private final SettingsReader reader;
    private final Map<String, String> environment;
    private final String classPath;

    /**
     * @param environment that of the process
     * @param classPath what the sources of a strategy may use: that of the program
     */
    public StrategyRunner(Map<String, String> environment, String classPath) {
        this.reader = new SettingsReader(environment);
        this.environment = Map.copyOf(environment);
        this.classPath = classPath;
    }

    @Override
    public List<StrategyDescription> list(Optional<Path> envFile) {
        return reader.read(envFile).strategies().all();
    }

    @Override
    public List<Path> create(Optional<Path> envFile, String name, boolean ta4j) {
        try {
            return new StrategyProject(directory(envFile).resolve(name))
                    .create(name, ta4j ? StrategyTemplate.TA4J : StrategyTemplate.JAVA);
        } catch (RefusedProject refused) {
            throw refusal(ExitCode.USAGE, refused);
        }
    }

    @Override
    public Path build(Optional<Path> envFile, String project) {
        Path sources = Files.isDirectory(Path.of(project, "src"))
                ? Path.of(project)
                : directory(envFile).resolve(project);
        Path jar =
                directory(envFile).resolve(sources.toAbsolutePath().normalize().getFileName() + ".jar");
        try {
            new StrategyProject(sources).build(jar, classPath);
            return jar;
        } catch (RefusedProject refused) {
            throw refusal(ExitCode.DOES_NOT_HOLD, refused);
        }
    }

    /** Without the other settings: a jar that cannot be used must not keep its author from building it anew. */
    private Path directory(Optional<Path> envFile) {
        return SettingsLoader.strategiesDirectory(envFile, environment)
                .orElseThrow(() -> new Refusal(
                        ExitCode.CONFIGURATION,
                        List.of("STRATEGIES_DIR: is empty (got nothing; expected a directory)")));
    }

    private static Refusal refusal(int exitCode, RefusedProject refused) {
        return new Refusal(
                exitCode,
                refused.reasons().stream().map(reason -> "cab: " + reason).toList());
    }
}
