package cab.app;

import static org.assertj.core.api.Assertions.assertThat;

import cab.cli.ConfigurationProgram.ConfigurationReport;
import cab.cli.ConfigurationProgram.Entry;
import cab.infrastructure.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedConfigurationTest {

    @TempDir
    private Path directory;

    @Test
    void settingsAreShownWithTheirSourceAndWithoutSecrets() throws IOException {
        Path file = Files.writeString(directory.resolve("a.env"), "API_PORT=9000\n");

        ConfigurationReport report = loaded(Map.of("API_KEY", "canary")).read(Optional.of(file));

        assertThat(report)
                .isInstanceOfSatisfying(
                        ConfigurationReport.Valid.class,
                        valid -> assertThat(valid.entries())
                                .contains(
                                        new Entry("MODE", "paper", "default"),
                                        new Entry("API_PORT", "9000", file + " line 1"),
                                        new Entry("API_KEY", "***", "environment")));
    }

    @Test
    void problemsAreLines() {
        ConfigurationReport report =
                loaded(Map.of("API_PORT", "x", "MODE", "y")).read(Optional.empty());

        assertThat(report)
                .isInstanceOfSatisfying(
                        ConfigurationReport.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .hasSize(2)
                                .allMatch(line -> line.matches("[A-Z_]+: .* \\(got .*; expected .*\\)")));
    }

    private static LoadedConfiguration loaded(Map<String, String> environment) {
        return new LoadedConfiguration(SettingsLoader.ofThisBuild(), environment);
    }
}
