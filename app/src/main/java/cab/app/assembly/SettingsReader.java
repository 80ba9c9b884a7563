package cab.app.assembly;

import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SettingsLoader;
import cab.infrastructure.config.SettingsOutcome;
import cab.infrastructure.config.SettingsVariants;
import cab.infrastructure.config.VariantsOutcome;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the settings for a command, or refuses with every problem. Immutable. */
public final class SettingsReader {

    private final Map<String, String> environment;

    public SettingsReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The settings of a file, when there is one, and the environment. */
    public Settings read(Optional<Path> envFile) {
        return read(envFile, Map.of());
    }

    /**
     * The same, with values for this run that come before all others.
     *
     * @throws Refusal with every problem; as wrong usage when all of them are in {@code overrides}
     */
    public Settings read(Optional<Path> envFile, Map<String, String> overrides) {
        return variants(envFile, overrides).base();
    }

    /**
     * The same, ready to be varied.
     *
     * @throws Refusal with every problem; as wrong usage when all of them are in {@code overrides}
     */
    SettingsVariants variants(Optional<Path> envFile, Map<String, String> overrides) {
        Map<String, String> values = new HashMap<>(environment);
        values.putAll(overrides);
        return switch (SettingsLoader.ofThisBuild().variants(envFile, values)) {
            case VariantsOutcome.Ready(SettingsVariants variants) -> variants;
            case VariantsOutcome.Refused(SettingsOutcome.Invalid(var problems)) -> {
                boolean usage = problems.stream().allMatch(problem -> overrides.containsKey(problem.name()));
                List<String> lines = problems.stream().map(Object::toString).toList();
                throw new Refusal(usage ? ExitCode.USAGE : ExitCode.CONFIGURATION, lines);
            }
        };
    }
}
