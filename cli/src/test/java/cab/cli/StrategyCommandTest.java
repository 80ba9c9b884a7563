package cab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.strategy.Strategies;
import cab.domain.strategy.StrategyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StrategyCommandTest {

    private final TestTerminal terminal = new TestTerminal();

    private int run(String... arguments) {
        StrategyProgram program = new StrategyProgram() {

            @Override
            public List<StrategyDescription> list(Optional<Path> envFile) {
                return List.of(Strategies.describe("bollinger_bands"));
            }

            @Override
            public List<Path> create(Optional<Path> envFile, String name, boolean ta4j) {
                return List.of(Path.of(name, ta4j ? "Ta4j.java" : "Java.java"));
            }

            @Override
            public Path build(Optional<Path> envFile, String project) {
                if (project.equals("broken")) {
                    throw new Refusal(ExitCode.DOES_NOT_HOLD, List.of("cab: A.java:3: wrong", "cab: A.java:4: wrong"));
                }
                return Path.of(project + ".jar");
            }
        };
        String[] complete = new String[arguments.length + 1];
        complete[0] = "strategy";
        System.arraycopy(arguments, 0, complete, 1, arguments.length);
        return new CabCommand("1", List.of(new StrategyCommand(program, terminal.terminal())), terminal.terminal())
                .execute(complete);
    }

    @Test
    void aStrategyIsListedWithTheSettingsThatItHas() {
        assertThat(run("list")).isZero();

        assertThat(terminal.out())
                .startsWith("bollinger_bands: Buys when the close comes back")
                .contains("\n  STRATEGY_BOLLINGER_BANDS_PERIOD=20  # candles of the middle band; 2 to 1000\n");
    }

    @Test
    void theJsonIsOneDocument() throws IOException {
        assertThat(run("list", "--json")).isZero();

        JsonNode strategy =
                new ObjectMapper().readTree(terminal.out()).get("strategies").get(0);
        assertThat(strategy.get("name").asText()).isEqualTo("bollinger_bands");
        assertThat(strategy.get("parameters").get(1).get("setting").asText())
                .isEqualTo("STRATEGY_BOLLINGER_BANDS_DEVIATIONS");
        assertThat(strategy.get("parameters").get(1).get("whole").asBoolean()).isFalse();
    }

    @Test
    void aNewOneIsToldByItsFilesAndWhatToDoNext() {
        assertThat(run("new", "my_idea", "--ta4j")).isZero();

        assertThat(terminal.out())
                .isEqualTo("wrote " + Path.of("my_idea", "Ta4j.java")
                        + "\nchange them, then: ./cab strategy build my_idea\n");
    }

    @Test
    void whatWasBuiltIsToldAndWhatDoesNotCompileIsALineEach() {
        assertThat(run("build", "my_idea")).isZero();
        assertThat(terminal.out()).isEqualTo("wrote my_idea.jar\n");

        assertThat(run("build", "broken")).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(terminal.err()).isEqualTo("cab: A.java:3: wrong\ncab: A.java:4: wrong\n");
    }
}
