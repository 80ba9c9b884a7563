package cab.infrastructure.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.market.Candle;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyFactory;
import cab.domain.strategy.StrategyParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategyJarsTest {

    private static final Candle CANDLE = new Candle(0, 60_000, 10, 11, 9, 10.5, 1);

    @TempDir
    private Path directory;

    private StrategyFactory only() {
        StrategyJars.Found found = StrategyJars.in(directory);
        assertThat(found.faults()).isEmpty();
        assertThat(found.factories()).hasSize(1);
        return found.factories().getFirst();
    }

    private static Strategy create(StrategyFactory factory) {
        return factory.create(factory.description().complete(StrategyParameters.none()));
    }

    @Test
    void aStrategyInAJarIsFoundWithItsParameters() {
        Path _ = OwnJars.of(directory, "mine", "this", "1", "Signal.BUY");

        StrategyFactory factory = only();

        assertThat(factory.description().name()).isEqualTo("mine");
        assertThat(factory.description().parameters())
                .extracting(parameter -> parameter.name())
                .containsExactly("length");
        Strategy strategy = create(factory);
        assertThat(strategy.name()).isEqualTo("mine");
        assertThat(strategy.warmUp()).isEqualTo(1);
        assertThat(strategy.onCandle(CANDLE)).isEqualTo(Signal.BUY);
    }

    @Test
    void jarsAreTakenInOrderAndDoNotMeet() {
        Path _ = OwnJars.of(directory, "second", "this", "1", "Signal.SELL");
        Path _ = OwnJars.of(directory, "first", "this", "1", "Signal.BUY");

        List<StrategyFactory> factories = StrategyJars.in(directory).factories();

        // Both have a class of the same name.
        assertThat(factories.stream().map(factory -> create(factory).onCandle(CANDLE)))
                .containsExactly(Signal.BUY, Signal.SELL);
    }

    @Test
    void withoutADirectoryThereAreNone() {
        assertThat(StrategyJars.in(directory.resolve("none"))).isEqualTo(new StrategyJars.Found(List.of(), List.of()));
        assertThat(StrategyJars.in(directory)).isEqualTo(new StrategyJars.Found(List.of(), List.of()));
    }

    @Test
    void aJarThatCannotBeUsedIsOneFaultThatNamesIt() throws IOException {
        Path _ = Files.writeString(directory.resolve("a_text.jar"), "not a jar at all");
        Path empty = directory.resolve("b_empty.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(empty))) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
        }
        Path unnamed = directory.resolve("c_missing_class.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(unnamed))) {
            zip.putNextEntry(new ZipEntry(StrategyJars.SERVICE));
            zip.write("own.Missing\n".getBytes(StandardCharsets.UTF_8));
        }
        Path _ = OwnJars.of(directory, "sound", "this", "0", "Signal.HOLD");

        StrategyJars.Found found = StrategyJars.in(directory);

        assertThat(found.faults()).hasSize(3);
        assertThat(found.faults().get(0)).startsWith("a_text.jar is no jar that can be read");
        assertThat(found.faults().get(1))
                .isEqualTo("b_empty.jar names no strategy: META-INF/services/cab.domain.strategy.StrategyFactory is"
                        + " missing in it");
        assertThat(found.faults().get(2))
                .startsWith("c_missing_class.jar cannot be used: ")
                .contains("own.Missing");
        assertThat(found.factories()).hasSize(1);
    }

    @Test
    void aFactoryThatFailsNeverReplacesASoundJar() {
        Path jar = OwnJars.of(directory, "mine", "this", "1", "Signal.BUY");

        assertThatThrownBy(() -> OwnJars.of(directory, "mine", """
                        package own;
                        public final class Own implements cab.domain.strategy.StrategyFactory {
                            public cab.domain.strategy.StrategyDescription description() {
                                throw new IllegalStateException("too early");
                            }
                            public cab.domain.strategy.Strategy create(cab.domain.strategy.StrategyParameters parameters) {
                                return null;
                            }
                        }
                        """, "own.Own"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("mine.jar cannot be used: IllegalStateException: too early");
        assertThat(jar).exists();
        assertThat(create(only()).onCandle(CANDLE)).isEqualTo(Signal.BUY);
    }

    @Test
    void whatGoesWrongWhileAStrategyIsMadeNamesTheJar() {
        Path _ = OwnJars.of(directory, "a", "null", "1", "Signal.BUY");
        Path _ = OwnJars.of(directory, "b", "fail(new NullPointerException(\"oh\"))", "1", "Signal.BUY");
        Path _ = OwnJars.of(directory, "c", "fail(new IllegalArgumentException(\"length is odd\"))", "1", "null");
        Path _ = OwnJars.of(directory, "d", "this", "-1", "Signal.BUY");
        Path _ = OwnJars.of(directory, "e", "this", "10_001", "Signal.BUY");
        Path _ = OwnJars.of(
                directory, "f", "Strategies.create(\"ema_cross\", StrategyParameters.none())", "1", "Signal.BUY");

        List<String> faults = StrategyJars.in(directory).factories().stream()
                .map(factory -> {
                    try {
                        return create(factory).toString();
                    } catch (IllegalArgumentException unfit) {
                        return String.valueOf(unfit.getMessage());
                    }
                })
                .toList();

        assertThat(faults)
                .containsExactly(
                        "a.jar: strategy a cannot be made: its factory gave null",
                        "b.jar: strategy b cannot be made: java.lang.NullPointerException: oh",
                        "strategy c: length is odd",
                        "d.jar: strategy d must warm up within 0..10000 candles, said -1",
                        "e.jar: strategy e must warm up within 0..10000 candles, said 10001",
                        "f.jar: strategy f must have the name of its description, called itself ema_cross");
    }

    @Test
    void whatGoesWrongOnACandleNamesTheJarAndTheCandle() {
        Path _ = OwnJars.of(directory, "a", "this", "1", "null");
        Path _ = OwnJars.of(directory, "b", "this", "1", "fail(new IllegalStateException(\"oh\"))");
        List<Strategy> strategies = StrategyJars.in(directory).factories().stream()
                .map(StrategyJarsTest::create)
                .toList();

        assertThatThrownBy(() -> strategies.get(0).onCandle(CANDLE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a.jar: strategy a gave no signal but null, at the candle that closed at 1970-01-01T00:01:00Z");
        assertThatThrownBy(() -> strategies.get(1).onCandle(CANDLE))
                .hasMessage(
                        "b.jar: strategy b failed: java.lang.IllegalStateException: oh, at the candle that closed at"
                                + " 1970-01-01T00:01:00Z");
        assertThat(strategies.get(0).explain())
                .isEqualTo("a.jar could not say why: java.lang.IllegalStateException: no words");
    }
}
