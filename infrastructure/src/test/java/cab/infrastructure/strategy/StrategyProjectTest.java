package cab.infrastructure.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.market.Candle;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyParameters;
import cab.infrastructure.strategy.StrategyProject.RefusedProject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StrategyProjectTest {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void whatTheTemplateWritesCompilesAndTrades(StrategyTemplate template) throws RefusedProject {
        StrategyProject project = new StrategyProject(directory.resolve("my_idea_2"));
        List<Path> files = project.create("my_idea_2", template);
        project.build(directory.resolve("my_idea_2.jar"), CLASS_PATH);

        StrategyJars.Found found = StrategyJars.in(directory);

        assertThat(files).hasSize(2).allSatisfy(file -> assertThat(file).exists());
        assertThat(found.faults()).isEmpty();
        Strategy strategy =
                found.factories().getFirst().create(StrategyParameters.none().with("period", BigDecimal.TWO));
        List<Signal> signals = new ArrayList<>();
        for (double close : new double[] {10, 10, 9, 12, 13, 8}) {
            int index = signals.size();
            signals.add(strategy.onCandle(
                    new Candle(index * 60_000L, (index + 1) * 60_000L, close, close, close, close, 1)));
        }
        assertThat(signals)
                .containsExactly(
                        Signal.WARMING_UP, Signal.WARMING_UP, Signal.HOLD, Signal.BUY, Signal.HOLD, Signal.SELL);
        assertThat(strategy.explain()).startsWith("close 8.0000000");
    }

    @Test
    void nothingIsWrittenOver() throws RefusedProject {
        StrategyProject project = new StrategyProject(directory.resolve("mine"));
        var _ = project.create("mine", StrategyTemplate.JAVA);

        assertThatThrownBy(() -> project.create("mine", StrategyTemplate.TA4J))
                .isInstanceOf(RefusedProject.class)
                .hasMessageEndingWith("mine is there already");
    }

    @Test
    void aNameThatNoSettingCanHaveIsRefused() {
        for (String name : List.of("", "My", "1x", "a-b", "../up", "a".repeat(41))) {
            assertThatThrownBy(() -> new StrategyProject(directory.resolve("x")).create(name, StrategyTemplate.JAVA))
                    .as(name)
                    .isInstanceOf(RefusedProject.class)
                    .hasMessageContaining("the name of a strategy is");
        }
    }

    @Test
    void whatDoesNotCompileIsToldByLineAndLeavesTheJarAsItIs() throws RefusedProject, IOException {
        Path jar = OwnJars.ofTemplate(directory, "mine");
        byte[] before = Files.readAllBytes(jar);
        Path source = directory.resolve("mine/src/main/java/own/MineFactory.java");
        Path _ = Files.writeString(
                source,
                Files.readString(source)
                        .replace("return warmUp", "return")
                        .replace("close > average", "clse > average"));

        assertThatThrownBy(() -> new StrategyProject(directory.resolve("mine")).build(jar, CLASS_PATH))
                .isInstanceOfSatisfying(
                        RefusedProject.class,
                        refused -> assertThat(refused.reasons())
                                .hasSize(1)
                                .first()
                                .asString()
                                .matches(".*MineFactory\\.java:\\d+: cannot find symbol.*clse.*"));
        assertThat(Files.readAllBytes(jar)).isEqualTo(before);
    }

    @Test
    void theSameSourcesGiveTheSameJar() throws RefusedProject, IOException {
        Path one = OwnJars.ofTemplate(directory, "mine");
        Path other = directory.resolve("other.jar");

        new StrategyProject(directory.resolve("mine")).build(other, CLASS_PATH);

        assertThat(Files.readAllBytes(other)).isEqualTo(Files.readAllBytes(one));
    }

    @Test
    void aDirectoryWithoutSourcesIsRefused() {
        assertThatThrownBy(() -> new StrategyProject(directory).build(directory.resolve("x.jar"), CLASS_PATH))
                .isInstanceOf(RefusedProject.class)
                .hasMessageStartingWith("there is no source in ");
    }
}
