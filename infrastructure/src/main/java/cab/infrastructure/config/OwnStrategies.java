package cab.infrastructure.config;

import cab.domain.strategy.StrategyCatalogue;
import cab.domain.strategy.StrategyFactory;
import cab.infrastructure.strategy.StrategyJars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The strategies that a user brought along, which have settings of their own: they are looked for before anything else
 * is read. Immutable.
 *
 * @param catalogue the settings there are with them
 * @param problems what is wrong with their jars
 */
record OwnStrategies(SettingsCatalogue catalogue, List<SettingProblem> problems) {

    OwnStrategies {
        problems = List.copyOf(problems);
    }

    static OwnStrategies none(SettingsCatalogue catalogue) {
        return new OwnStrategies(catalogue, List.of());
    }

    /** Those of the directory that file and environment name, beside what {@code catalogue} knows. */
    static OwnStrategies beside(SettingsCatalogue catalogue, Optional<EnvFile> file, Map<String, String> environment) {
        Optional<Path> directory = directory(file, environment);
        if (directory.isEmpty()) {
            return none(catalogue);
        }
        Path jars = directory.get();
        boolean isDefault =
                jars.equals(StrategySettings.STRATEGIES_DIR.defaultValue().orElseThrow());
        if (!Files.isDirectory(jars)) {
            boolean mayBeMissing = isDefault && !Files.exists(jars);
            return mayBeMissing
                    ? none(catalogue)
                    : new OwnStrategies(catalogue, List.of(problem(jars, "is no directory")));
        }
        return joined(catalogue, jars, StrategyJars.in(jars));
    }

    private static OwnStrategies joined(SettingsCatalogue catalogue, Path jars, StrategyJars.Found found) {
        List<SettingProblem> problems = new ArrayList<>();
        found.faults().forEach(fault -> problems.add(problem(jars, fault)));
        StrategyCatalogue strategies = catalogue.strategyCatalogue();
        SettingsCatalogue joined = catalogue;
        for (StrategyFactory factory : found.factories()) {
            try {
                strategies = strategies.with(List.of(factory));
                joined = new SettingsCatalogue(strategies);
            } catch (IllegalArgumentException clash) {
                problems.add(problem(
                        jars,
                        "a strategy named " + factory.description().name() + " cannot be added: "
                                + clash.getMessage()));
                break;
            }
        }
        return new OwnStrategies(joined, problems);
    }

    /** Where to look, whatever else is wrong; empty when nowhere. A path that is none is told of with the settings. */
    static Optional<Path> directory(Optional<EnvFile> file, Map<String, String> environment) {
        String name = StrategySettings.STRATEGIES_DIR.name();
        Optional<String> written = Optional.ofNullable(environment.get(name))
                .or(() -> file.map(read -> read.entries().get(name)).map(EnvFile.Entry::value));
        if (written.isEmpty()) {
            return StrategySettings.STRATEGIES_DIR.defaultValue();
        }
        return switch (StrategySettings.STRATEGIES_DIR.parse(written.get().strip())) {
            case ParsedValue.Accepted<Optional<Path>>(Optional<Path> path) -> path;
            case ParsedValue.Refused<Optional<Path>> refused -> Optional.empty();
        };
    }

    private static SettingProblem problem(Path jars, String what) {
        return new SettingProblem(
                StrategySettings.STRATEGIES_DIR.name(),
                what,
                jars.toString(),
                "a directory with jars of strategies, see docs/strategies.md");
    }
}
