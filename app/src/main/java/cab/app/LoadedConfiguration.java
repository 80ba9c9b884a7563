package cab.app;

import cab.cli.ConfigurationProgram;
import cab.infrastructure.config.SettingProblem;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SettingsLoader;
import cab.infrastructure.config.SettingsOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration as the settings loader sees it. Thread-safe. */
final class LoadedConfiguration implements ConfigurationProgram {

    private final SettingsLoader loader;
    private final Map<String, String> environment;

    LoadedConfiguration(SettingsLoader loader, Map<String, String> environment) {
        this.loader = loader;
        this.environment = environment;
    }

    @Override
    public ConfigurationReport read(Optional<Path> envFile) {
        return switch (loader.load(envFile, environment)) {
            case SettingsOutcome.Valid(Settings settings) ->
                new ConfigurationReport.Valid(
                        settings.entries().stream()
                                .map(entry -> new Entry(entry.name(), entry.value(), entry.source()))
                                .toList(),
                        settings.notices());
            case SettingsOutcome.Invalid(List<SettingProblem> problems) ->
                new ConfigurationReport.Invalid(
                        problems.stream().map(SettingProblem::toString).toList());
        };
    }
}
