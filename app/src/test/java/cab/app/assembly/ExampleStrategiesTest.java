package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.backtest.LookAheadCheck;
import cab.cli.BacktestProgram;
import cab.cli.Refusal;
import cab.domain.market.Candle;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyDescription;
import cab.domain.strategy.StrategyParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/examples: compiled, packed, found and traded as a user would. */
class ExampleStrategiesTest {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path directory;

    private StrategyRunner runner() {
        return new StrategyRunner(Map.of("STRATEGIES_DIR", directory.toString()), CLASS_PATH);
    }

    private static String example(String name) {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            Path example = folder.resolve("docs/examples").resolve(name);
            if (Files.isDirectory(example)) {
                return example.toString();
            }
        }
        throw new AssertionError("docs/examples/" + name + " must be above " + here);
    }

    private Strategy built(String project, String name) {
        Path _ = runner().build(Optional.empty(), example(project));
        return new SettingsReader(Map.of("STRATEGIES_DIR", directory.toString()))
                .read(Optional.empty())
                .strategies()
                .create(name, StrategyParameters.none());
    }

    private static List<Signal> signals(Strategy strategy, double... closes) {
        List<Signal> signals = new ArrayList<>();
        double open = closes[0];
        for (double close : closes) {
            int index = signals.size();
            signals.add(strategy.onCandle(new Candle(
                    index * 60_000L,
                    (index + 1) * 60_000L,
                    open,
                    Math.max(open, close),
                    Math.min(open, close),
                    close,
                    1)));
            open = close;
        }
        return signals;
    }

    @Test
    void threeRisingCandlesInARowBuyAndThreeFallingSell() {
        Strategy strategy = built("own-strategy", "three_soldiers");

        assertThat(strategy.warmUp()).isEqualTo(3);
        assertThat(signals(strategy, 10, 11, 12, 13, 14, 13, 12, 12, 11, 10, 9))
                .containsExactly(
                        Signal.WARMING_UP,
                        Signal.WARMING_UP,
                        Signal.WARMING_UP,
                        Signal.BUY,
                        Signal.HOLD,
                        Signal.HOLD,
                        Signal.HOLD,
                        Signal.HOLD,
                        Signal.HOLD,
                        Signal.HOLD,
                        Signal.SELL);
        assertThat(strategy.explain()).isEqualTo("close 9.0000000, 0 rising and 3 falling candles in a row, 3 needed");
    }

    @Test
    void theStrategyOfTa4jBuysADipInAnUptrend() {
        Strategy strategy = built("ta4j-strategy", "rsi_dip");
        double[] closes = new double[212];
        for (int index = 0; index < closes.length; index++) {
            closes[index] = 100 + index;
        }
        closes[208] = 290;
        closes[209] = 285;

        List<Signal> signals = signals(strategy, closes);

        assertThat(strategy.warmUp()).isEqualTo(200);
        assertThat(signals.subList(0, 200)).containsOnly(Signal.WARMING_UP);
        assertThat(signals.subList(200, 212).stream().filter(Signal::isOpinion))
                .containsExactly(Signal.BUY, Signal.SELL);
        assertThat(strategy.explain()).startsWith("close 311.00000, ");
    }

    @Test
    void bothTradeInABacktestThroughTheirSettings() throws IOException {
        Path _ = runner().build(Optional.empty(), example("own-strategy"));
        Path _ = runner().build(Optional.empty(), example("ta4j-strategy"));
        BacktestRunner backtests =
                new BacktestRunner(new SettingsReader(Map.of("STRATEGIES_DIR", directory.toString())));

        for (String settings :
                List.of("three_soldiers:STRATEGY_THREE_SOLDIERS_IN_A_ROW=2", "rsi_dip:STRATEGY_RSI_DIP_TREND=50")) {
            String[] parts = settings.split("[:=]", -1);
            BacktestProgram.Outcome outcome = backtests.run(new BacktestProgram.Request(
                    Optional.empty(),
                    candles(),
                    Symbol.of("BTC/USDT"),
                    Timeframe.M15,
                    List.of(parts[0]),
                    Map.of(parts[1], parts[2])));

            assertThat(outcome.result().trades()).as(parts[0]).isGreaterThan(5);
        }
    }

    @Test
    void theCheckForLookAheadPassesAnHonestStrategyAndCatchesTheSameWithALeak() throws IOException {
        Path _ = runner().build(Optional.empty(), example("own-strategy"));
        assertThat(checked().isClean()).isTrue();

        Path leaking = copied(
                Path.of(example("own-strategy")),
                Files.createDirectory(directory.resolve("leaking")).resolve("own-strategy"));
        Path source = leaking.resolve("src/main/java/own/ThreeSoldiers.java");
        Files.writeString(
                source,
                Files.readString(source)
                        .replace(
                                "    private final int inARow;",
                                "    private static final java.util.Map<Long, Double> SEEN = new java.util.HashMap<>();\n\n"
                                        + "    private final int inARow;")
                        .replace("        // Told once, on the candle that completes the row.", """
                                        SEEN.put(candle.openTimeMs(), candle.close());
                                        Double next = SEEN.get(candle.closeTimeMs());
                                        if (next != null && next < candle.close()) {
                                            return Signal.HOLD;
                                        }
                                """));
        Path _ = runner().build(Optional.empty(), leaking.toString());

        LookAheadCheck.Report report = checked();
        assertThat(report.orders()).isGreaterThan(10);
        assertThat(report.changes()).isNotEmpty();
    }

    private LookAheadCheck.Report checked() throws IOException {
        return new BacktestRunner(new SettingsReader(Map.of("STRATEGIES_DIR", directory.toString())))
                .check(
                        new BacktestProgram.Request(
                                Optional.empty(),
                                candles(),
                                Symbol.of("BTC/USDT"),
                                Timeframe.M15,
                                List.of("three_soldiers"),
                                Map.of("STRATEGY_THREE_SOLDIERS_IN_A_ROW", "2")),
                        (done, of) -> {});
    }

    private static Path copied(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path _ = Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    @Test
    void aNewStrategyIsWrittenBuiltAndListedByItsName() {
        List<Path> written = runner().create(Optional.empty(), "my_idea", true);
        Path jar = runner().build(Optional.empty(), "my_idea");

        assertThat(written).hasSize(2);
        assertThat(jar).isEqualTo(directory.resolve("my_idea.jar")).exists();
        assertThat(runner().list(Optional.empty()))
                .extracting(StrategyDescription::name)
                .contains("ema_cross")
                .endsWith("my_idea");
        assertThatThrownBy(() -> runner().create(Optional.empty(), "My Idea", false))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("the name of a strategy is");
    }

    @Test
    void anAuthorCanBuildAnewWhatKeepsTheProgramFromStarting() throws IOException {
        Path _ = runner().create(Optional.empty(), "my_idea", false).getFirst();
        Path _ = Files.writeString(directory.resolve("my_idea.jar"), "broken");
        assertThatThrownBy(() -> runner().list(Optional.empty())).isInstanceOf(Refusal.class);

        Path _ = runner().build(Optional.empty(), "my_idea");

        assertThat(runner().list(Optional.empty())).isNotEmpty();
    }

    private Path candles() throws IOException {
        SplittableRandom random = new SplittableRandom(8);
        StringBuilder lines = new StringBuilder("timestamp_ms,open,high,low,close,volume\n");
        double price = 1_000;
        for (int index = 0; index < 2_000; index++) {
            double open = price;
            price = Math.rint(100 * open * (1 + Math.sin(index / 100.0) * 0.001 + (random.nextDouble() - 0.5) * 0.01))
                    / 100;
            lines.append(1_704_067_200_000L + index * 900_000L)
                    .append(',')
                    .append(open)
                    .append(',')
                    .append(Math.max(open, price) + 1)
                    .append(',')
                    .append(Math.min(open, price) - 1)
                    .append(',')
                    .append(price)
                    .append(",50\n");
        }
        return Files.writeString(directory.resolve("candles.csv"), lines);
    }
}
