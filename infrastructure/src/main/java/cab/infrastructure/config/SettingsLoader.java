package cab.infrastructure.config;

import cab.domain.strategy.Strategies;
import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyParameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the configuration: an env file and the environment, which wins over the file. Every problem is found in one
 * pass. Nothing else in the program reads the environment. Thread-safe.
 */
public final class SettingsLoader {

    private final SettingsCatalogue catalogue;
    private final Set<Capability> available;
    private final List<CrossCheck> checks;

    /**
     * @param catalogue the settings there are
     * @param rules what the parameters of each strategy must keep together
     * @param available what this build can do; settings that switch on more are refused
     */
    public SettingsLoader(SettingsCatalogue catalogue, StrategyRules rules, Set<Capability> available) {
        this.catalogue = catalogue;
        this.available = Set.copyOf(available);
        this.checks = List.of(
                new ModeChecks(),
                new LiveChecks(),
                new WeightChecks(),
                new StrategyChecks(rules),
                new AccessChecks(),
                new AvailabilityChecks(this.available));
    }

    /** The loader of this build. */
    public static SettingsLoader ofThisBuild() {
        return new SettingsLoader(
                new SettingsCatalogue(Strategies.all()), SettingsLoader::faultOf, Capability.ofThisBuild());
    }

    /** The catalogue, for whoever documents the settings. */
    public SettingsCatalogue catalogue() {
        return catalogue;
    }

    private static Optional<String> faultOf(String strategy, StrategyParameters parameters) {
        try {
            // Only a strategy itself knows what its parameters must keep together.
            Strategy _ = Strategies.create(strategy, parameters);
            return Optional.empty();
        } catch (IllegalArgumentException unfit) {
            return Optional.of(String.valueOf(unfit.getMessage()));
        }
    }

    /**
     * The effective settings.
     *
     * @param envFile the file to read; empty for none
     * @param environment the environment of the process
     */
    public SettingsOutcome load(Optional<Path> envFile, Map<String, String> environment) {
        List<SettingProblem> problems = new ArrayList<>();
        Optional<EnvFile> file = envFile.map(EnvFileParser::read);
        UnknownNames unknownNames = new UnknownNames(catalogue);
        file.ifPresent(read -> {
            problems.addAll(read.problems());
            problems.addAll(unknownNames.problemsIn(read));
        });
        problems.addAll(unknownNames.problemsIn(environment));

        ValueReader reader = new ValueReader(catalogue, raw(file, environment));
        Settings settings = reader.read();
        problems.addAll(reader.problems());
        for (CrossCheck check : checks) {
            problems.addAll(check.problemsIn(settings));
        }
        if (!problems.isEmpty()) {
            return new SettingsOutcome.Invalid(problems);
        }
        List<String> notices = new ArrayList<>(unknownNames.noticesOn(environment));
        notices.addAll(Notices.on(settings, available));
        return new SettingsOutcome.Valid(settings.with(notices));
    }

    /** What was written under our names; the environment wins. */
    private Map<String, RawValue> raw(Optional<EnvFile> file, Map<String, String> environment) {
        Map<String, RawValue> raw = new LinkedHashMap<>();
        for (String name : catalogue.names()) {
            String fromEnvironment = environment.get(name);
            if (fromEnvironment != null) {
                raw.put(name, new RawValue(fromEnvironment, new SettingSource.Environment()));
                continue;
            }
            file.map(read -> read.entries().get(name))
                    .ifPresent(entry -> raw.put(
                            name,
                            new RawValue(
                                    entry.value(),
                                    new SettingSource.EnvFileLine(file.get().path(), entry.line()))));
        }
        return raw;
    }
}
