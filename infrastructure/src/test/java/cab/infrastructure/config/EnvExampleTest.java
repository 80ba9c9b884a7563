package cab.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.strategy.StrategyCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .env.example} is the catalogue, written down. */
class EnvExampleTest {

    /** Tests run in the folder of their module. */
    private static final Path EXAMPLE = Path.of("..", ".env.example");

    private final SettingsCatalogue catalogue = new SettingsCatalogue(StrategyCatalogue.builtIn());
    private final String generated = new EnvFileTemplate(catalogue, Capability.ofThisBuild()).text();

    @Test
    void theCommittedFileIsTheCatalogue() throws IOException {
        if (Boolean.getBoolean("cab.regenerate")) {
            Files.writeString(EXAMPLE, generated);
        }

        assertThat(EXAMPLE)
                .as("write it anew with: mvn -pl infrastructure -am test -Dtest=EnvExampleTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dcab.regenerate=true")
                .content()
                .isEqualTo(generated);
    }

    @Test
    void aCopyOfTheFileChangesNothing(@TempDir Path directory) throws IOException {
        Settings copied = Loading.settings(Files.writeString(directory.resolve("copy.env"), generated));

        assertThat(copied.notices()).isEmpty();
        assertThat(valuesOf(copied)).isEqualTo(valuesOf(Loading.settings(Map.of())));
        assertThat(copied.entries())
                .filteredOn(entry -> !entry.source().contains("copy.env line"))
                .as("settings that the file does not set; a secret that is empty counts as not given")
                .allMatch(entry -> entry.value().isEmpty());
    }

    @Test
    void everySettingIsDocumentedOnce() {
        List<String> assigned = Arrays.stream(generated.split("\n", -1))
                .filter(line -> line.matches("[A-Z][A-Z0-9_]*=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();

        assertThat(assigned)
                .containsExactlyElementsOf(
                        catalogue.all().stream().map(Setting::name).toList());
    }

    @Test
    void everyDescriptionIsAParagraphOfSentences() {
        assertThat(catalogue.all())
                .allSatisfy(setting -> assertThat(setting.description())
                        .as(setting.name())
                        .matches("[A-Z].*[.]|.*: openssl rand -hex 32")
                        .doesNotContain("  ", "\n"));
    }

    private static List<List<String>> valuesOf(Settings settings) {
        return settings.entries().stream()
                .map(entry -> List.of(entry.name(), entry.value()))
                .toList();
    }
}
