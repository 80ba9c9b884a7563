package cab.infrastructure.config;

import cab.domain.strategy.StrategyCatalogue;
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
    private final boolean searchesJars;

    /**
     * A loader that knows the strategies of {@code catalogue} alone.
     *
     * @param catalogue the settings there are
     * @param available what this build can do; settings that switch on more are refused
     */
    public SettingsLoader(SettingsCatalogue catalogue, Set<Capability> available) {
        this(catalogue, available, false);
    }

    private SettingsLoader(SettingsCatalogue catalogue, Set<Capability> available, boolean searchesJars) {
        this.catalogue = catalogue;
        this.available = Set.copyOf(available);
        this.checks = List.of(
                new ModeChecks(),
                new LiveChecks(),
                new WeightChecks(),
                new StrategyChecks(),
                new AccessChecks(),
                new AvailabilityChecks(this.available));
        this.searchesJars = searchesJars;
    }

    /** The loader of this build, which also knows the strategies in the jars of {@code STRATEGIES_DIR}. */
    public static SettingsLoader ofThisBuild() {
        return new SettingsLoader(new SettingsCatalogue(StrategyCatalogue.builtIn()), Capability.ofThisBuild(), true);
    }

    /** The catalogue without the strategies of jars, for whoever documents the settings. */
    public SettingsCatalogue catalogue() {
        return catalogue;
    }

    /**
     * The effective settings.
     *
     * @param envFile the file to read; empty for none
     * @param environment the environment of the process
     */
    public SettingsOutcome load(Optional<Path> envFile, Map<String, String> environment) {
        return switch (variants(envFile, environment)) {
            case VariantsOutcome.Ready(SettingsVariants variants) -> new SettingsOutcome.Valid(variants.base());
            case VariantsOutcome.Refused(SettingsOutcome.Invalid invalid) -> invalid;
        };
    }

    /** The same, ready to be varied. */
    public VariantsOutcome variants(Optional<Path> envFile, Map<String, String> environment) {
        List<SettingProblem> problems = new ArrayList<>();
        Optional<EnvFile> file = envFile.map(EnvFileParser::read);
        file.ifPresent(read -> problems.addAll(read.problems()));
        OwnStrategies own =
                searchesJars ? OwnStrategies.beside(catalogue, file, environment) : OwnStrategies.none(catalogue);
        if (!own.problems().isEmpty()) {
            // Without its jar, every setting of a strategy would be a further problem that is none.
            problems.addAll(own.problems());
            return new VariantsOutcome.Refused(new SettingsOutcome.Invalid(problems));
        }
        SettingsCatalogue known = own.catalogue();
        UnknownNames unknownNames = new UnknownNames(known);
        file.ifPresent(read -> problems.addAll(unknownNames.problemsIn(read)));
        problems.addAll(unknownNames.problemsIn(environment));

        Map<String, RawValue> raw = raw(known, file, environment);
        ValueReader reader = new ValueReader(known, raw);
        Settings settings = reader.read();
        problems.addAll(reader.problems());
        for (CrossCheck check : checks) {
            problems.addAll(check.problemsIn(settings));
        }
        if (!problems.isEmpty()) {
            return new VariantsOutcome.Refused(new SettingsOutcome.Invalid(problems));
        }
        List<String> notices = new ArrayList<>(unknownNames.noticesOn(environment));
        notices.addAll(Notices.on(settings, available));
        return new VariantsOutcome.Ready(new SettingsVariants(known, raw, checks, settings.with(notices)));
    }

    /** The directory of the user's strategies, whatever else is wrong with the settings; empty when there is none. */
    public static Optional<Path> strategiesDirectory(Optional<Path> envFile, Map<String, String> environment) {
        return OwnStrategies.directory(envFile.map(EnvFileParser::read), environment);
    }

    /** What was written under our names; the environment wins. */
    private static Map<String, RawValue> raw(
            SettingsCatalogue catalogue, Optional<EnvFile> file, Map<String, String> environment) {
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
