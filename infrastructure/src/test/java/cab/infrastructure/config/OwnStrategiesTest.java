package cab.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import cab.infrastructure.strategy.OwnJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnStrategiesTest {

    @TempDir
    private Path directory;

    private Map<String, String> with(String name, String value) {
        return Map.of("STRATEGIES_DIR", directory.toString(), name, value);
    }

    @Test
    void aStrategyOfAJarIsChosenAndSetLikeAnyOther() {
        Path _ = OwnJars.ofTemplate(directory, "my_idea");

        Settings settings = Loading.settings(Map.of(
                "STRATEGIES_DIR",
                directory.toString(),
                "STRATEGY_SET",
                "my_idea,ema_cross",
                "STRATEGY_MY_IDEA_PERIOD",
                "7"));

        assertThat(settings.strategyParameters("my_idea").whole("period")).isEqualTo(7);
        assertThat(settings.strategies().describe("my_idea").parameters()).hasSize(1);
        assertThat(settings.entries())
                .anyMatch(entry -> entry.name().equals("STRATEGY_MY_IDEA_PERIOD")
                        && entry.value().equals("7"));
    }

    @Test
    void theEnvFileMayNameTheDirectory() {
        Path _ = OwnJars.ofTemplate(directory, "my_idea");
        Path file = Loading.write(directory.resolve("a.env"), "STRATEGIES_DIR=" + directory, "STRATEGY_SET=my_idea");

        assertThat(Loading.settings(file).get(StrategySettings.STRATEGY_SET)).containsExactly("my_idea");
    }

    @Test
    void wrongSettingsOfItAreToldLikeThoseOfAnyOther() {
        Path _ = OwnJars.ofTemplate(directory, "my_idea");

        assertThat(Loading.problems(with("STRATEGY_MY_IDEA_PERIOD", "1")))
                .singleElement()
                .asString()
                .startsWith("STRATEGY_MY_IDEA_PERIOD: ");
        assertThat(Loading.problems(with("STRATEGY_MY_IDEA_PERIODS", "9")))
                .singleElement()
                .asString()
                .contains("did you mean STRATEGY_MY_IDEA_PERIOD?");
        assertThat(Loading.problems(with("STRATEGY_SET", "my_ida")))
                .singleElement()
                .asString()
                .contains("did you mean my_idea?");
    }

    @Test
    void aBrokenJarIsTheOnlyProblemThatIsTold() throws IOException {
        Path _ = Files.writeString(directory.resolve("broken.jar"), "nothing");

        assertThat(Loading.problems(with("STRATEGY_SET", "broken")))
                .singleElement()
                .asString()
                .startsWith("STRATEGIES_DIR: broken.jar is no jar that can be read");
    }

    @Test
    void twoStrategiesOfOneNameAreAProblem() {
        Path _ = OwnJars.ofTemplate(directory, "donchian");

        assertThat(Loading.problems(with("MODE", "paper")))
                .singleElement()
                .asString()
                .startsWith("STRATEGIES_DIR: a strategy named donchian cannot be added: there must be one strategy of a"
                        + " name, there are two: donchian");
    }

    @Test
    void aDirectoryThatWasNamedMustBeThereAndTheDefaultNeedNot() {
        assertThat(Loading.problems(
                        Map.of("STRATEGIES_DIR", directory.resolve("none").toString())))
                .singleElement()
                .asString()
                .startsWith("STRATEGIES_DIR: is no directory");
        assertThat(Loading.settings(Map.of()).get(StrategySettings.STRATEGIES_DIR))
                .contains(Path.of("./strategies"));
        assertThat(Loading.settings(Map.of("STRATEGIES_DIR", "")).get(StrategySettings.STRATEGIES_DIR))
                .isEmpty();
        assertThat(Loading.problems(Map.of("STRATEGIES_DIR", "~/strategies")))
                .singleElement()
                .asString()
                .contains("begins with ~");
    }
}
