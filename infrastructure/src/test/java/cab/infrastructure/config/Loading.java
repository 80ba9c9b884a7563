package cab.infrastructure.config;

import cab.domain.strategy.StrategyCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads settings in tests and insists on one of the two outcomes. */
final class Loading {

    private static final SettingsLoader OF_THIS_BUILD = SettingsLoader.ofThisBuild();

    private static final SettingsLoader OF_EVERYTHING =
            new SettingsLoader(new SettingsCatalogue(StrategyCatalogue.builtIn()), EnumSet.allOf(Capability.class));

    private Loading() {}

    static Settings settings(Map<String, String> environment) {
        return valid(OF_THIS_BUILD.load(Optional.empty(), environment));
    }

    static Settings settings(Path envFile) {
        return valid(OF_THIS_BUILD.load(Optional.of(envFile), Map.of()));
    }

    static Settings settings(Path envFile, Map<String, String> environment) {
        return valid(OF_THIS_BUILD.load(Optional.of(envFile), environment));
    }

    static List<SettingProblem> problems(Map<String, String> environment) {
        return invalid(OF_THIS_BUILD.load(Optional.empty(), environment));
    }

    static List<SettingProblem> problems(Path envFile) {
        return invalid(OF_THIS_BUILD.load(Optional.of(envFile), Map.of()));
    }

    /** The problems in a build that can do everything. */
    static List<SettingProblem> problemsOfACompleteBuild(Map<String, String> environment) {
        return invalid(OF_EVERYTHING.load(Optional.empty(), environment));
    }

    /** The settings of a build that can do everything. */
    static Settings settingsOfACompleteBuild(Map<String, String> environment) {
        return valid(OF_EVERYTHING.load(Optional.empty(), environment));
    }

    static Path write(Path file, String... lines) {
        try {
            return Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Settings valid(SettingsOutcome outcome) {
        return switch (outcome) {
            case SettingsOutcome.Valid(Settings settings) -> settings;
            case SettingsOutcome.Invalid(List<SettingProblem> problems) ->
                throw new AssertionError("settings must be valid, had " + problems);
        };
    }

    private static List<SettingProblem> invalid(SettingsOutcome outcome) {
        return switch (outcome) {
            case SettingsOutcome.Valid(Settings settings) ->
                throw new AssertionError("settings must be invalid, had " + settings.entries());
            case SettingsOutcome.Invalid(List<SettingProblem> problems) -> problems;
        };
    }
}
