package cab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cab.cli.ConfigurationProgram.ConfigurationReport;
import cab.cli.ConfigurationProgram.Entry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigCommandTest {

    private static final ConfigurationReport RIGHT = new ConfigurationReport.Valid(
            List.of(new Entry("MODE", "paper", "default"), new Entry("API_KEY", "***", ".env line 3")),
            List.of("FIXED_AMOUNT is more than PAPER_CASH"));

    private static final ConfigurationReport WRONG =
            new ConfigurationReport.Invalid(List.of("MODE: is not known (got x; expected y)", "SYMBOLZ: is …"));

    private final TestTerminal terminal = new TestTerminal();
    private Optional<Path> asked = Optional.of(Path.of("nothing was asked"));

    @Test
    void aRightConfigurationIsSaidToBeRightAndWarningsGoToStandardError() {
        assertThat(run(RIGHT, "check")).isZero();

        assertThat(terminal.out()).isEqualTo("the configuration is right: 2 settings, 1 of them set\n");
        assertThat(terminal.err()).isEqualTo("warning: FIXED_AMOUNT is more than PAPER_CASH\n");
    }

    @Test
    void everyProblemIsALineOnStandardErrorWithExitCode78() {
        assertThat(run(WRONG, "check")).isEqualTo(78);

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).isEqualTo("MODE: is not known (got x; expected y)\nSYMBOLZ: is …\n");
    }

    @Test
    void aWrongConfigurationIsNotShown() {
        assertThat(run(WRONG, "show", "--json")).isEqualTo(78);

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).startsWith("MODE: ");
    }

    @Test
    void everySettingIsShownWithItsSource() {
        assertThat(run(RIGHT, "show")).isZero();

        assertThat(terminal.out()).isEqualTo("MODE=paper  # default\nAPI_KEY=***  # .env line 3\n");
    }

    @Test
    void theJsonIsOneDocument() throws IOException {
        assertThat(run(RIGHT, "show", "--json")).isZero();

        JsonNode document = new ObjectMapper().readTree(terminal.out());
        assertThat(document.at("/settings/1/name").asText()).isEqualTo("API_KEY");
        assertThat(document.at("/settings/1/value").asText()).isEqualTo("***");
        assertThat(document.at("/settings/1/source").asText()).isEqualTo(".env line 3");
        assertThat(document.at("/notices/0").asText()).startsWith("FIXED_AMOUNT");
    }

    @Test
    void aCheckInJsonSaysTheSame() throws IOException {
        assertThat(run(RIGHT, "check", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(terminal.out()).at("/valid").asBoolean())
                .isTrue();

        TestTerminal second = new TestTerminal();
        ConfigCommand command = new ConfigCommand(envFile -> WRONG, second.terminal());
        assertThat(new CabCommand("1", List.of(command), second.terminal()).execute("config", "check", "--json"))
                .isEqualTo(78);
        assertThat(new ObjectMapper().readTree(second.out()).at("/problems")).hasSize(2);
    }

    @Test
    void theNamedEnvFileIsRead() {
        assertThat(run(RIGHT, "check", "--env-file", "conf/a.env")).isZero();

        assertThat(asked).contains(Path.of("conf/a.env"));
    }

    @Test
    void withoutAFileInTheCurrentFolderTheEnvironmentAloneIsRead() {
        assertThat(run(RIGHT, "check")).isZero();

        assertThat(asked).as("the folder of the module has no .env").isEmpty();
    }

    @Test
    void helpShowsAnExample() {
        assertThat(run(RIGHT, "check", "--help")).isZero();

        assertThat(terminal.out()).contains("--env-file", "--json", "Example: ./cab config check");
    }

    @Test
    void withoutASubcommandItIsWrongUsage() {
        assertThat(run(RIGHT)).isEqualTo(2);

        assertThat(terminal.err()).contains("check", "show").doesNotContain("\tat ");
    }

    private int run(ConfigurationReport report, String... arguments) {
        ConfigurationProgram program = envFile -> {
            asked = envFile;
            return report;
        };
        String[] all = new String[arguments.length + 1];
        all[0] = "config";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new CabCommand("1", List.of(new ConfigCommand(program, terminal.terminal())), terminal.terminal())
                .execute(all);
    }
}
