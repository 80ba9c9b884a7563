package cab.domain.strategy;

import static cab.domain.strategy.Signal.BUY;
import static cab.domain.strategy.Signal.HOLD;
import static cab.domain.strategy.Signal.SELL;
import static cab.domain.strategy.Signal.WARMING_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each strategy on candles whose numbers can be checked by hand. */
class StrategyRulesTest {

    private static Strategy create(String name, Object... namesAndValues) {
        StrategyParameters parameters = StrategyParameters.none();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            parameters = parameters.with(
                    namesAndValues[index].toString(), new BigDecimal(namesAndValues[index + 1].toString()));
        }
        return Strategies.create(name, parameters);
    }

    /** What is said of the last of these closes. */
    private static String explain(Strategy strategy, double... closes) {
        assertThat(Closes.signals(strategy, closes)).hasSize(closes.length);
        return strategy.explain();
    }

    @Test
    void momentumThatLeavesTheMiddleUpwardsBuysAndDownwardsSells() {
        // RSI(2) of changes: +1 -1 | 50, then +2: 83.33, then -1: 62.5 -> averages 0.625/1.25..., then -3
        Strategy strategy = create("rsi_momentum", "period", 2);

        assertThat(Closes.signals(strategy, 10, 11, 10, 12, 12.5, 9))
                .containsExactly(WARMING_UP, WARMING_UP, WARMING_UP, BUY, HOLD, SELL);
        assertThat(strategy.explain()).matches("RSI\\(2\\) \\d+\\.\\d\\d fell below 45 from \\d+\\.\\d\\d");
    }

    @Test
    void aRelativeStrengthAtItsLevelHasNotCrossed() {
        // The first index is (1) / (1 + 1) = 50 exactly, the second 1.5 / 1.8 ...
        assertThat(Closes.signals(create("rsi_momentum", "period", 2, "buy_above", 50), 10, 11, 10, 10))
                .endsWith(HOLD);
        assertThat(Closes.signals(create("rsi_momentum", "period", 2, "buy_above", 50), 10, 11, 10, 10.1))
                .endsWith(BUY);
        assertThat(Closes.signals(create("rsi_momentum", "period", 2, "sell_below", 50), 10, 11, 10, 10))
                .endsWith(HOLD);
        assertThat(Closes.signals(create("rsi_momentum", "period", 2, "sell_below", 50), 10, 11, 10, 9.9))
                .endsWith(SELL);
    }

    @Test
    void theWayOutOfOversoldAndOverboughtIsAMatterOfLevels() {
        Strategy strategy = create("rsi_momentum", "period", 2, "buy_above", 30, "sell_below", 70);

        assertThat(Closes.signals(strategy, 100, 95, 90, 95, 105, 110, 100))
                .containsExactly(WARMING_UP, WARMING_UP, WARMING_UP, BUY, HOLD, HOLD, SELL);
        assertThat(strategy.explain()).contains("fell below 70 from");
    }

    @Test
    void aReturnFromBelowTheLowerBandBuysAndFromAboveTheUpperSells() {
        Strategy strategy = create("bollinger_bands", "period", 4, "deviations", 1);

        assertThat(Closes.signals(strategy, 10, 10, 10, 10, 8, 9.5, 12, 10.5))
                .containsExactly(WARMING_UP, WARMING_UP, WARMING_UP, WARMING_UP, HOLD, BUY, HOLD, SELL);
        assertThat(strategy.explain())
                .startsWith("close 10.500000 came back from above the upper band, bands(4, 1.000)");
    }

    @Test
    void aCloseThatIsAlreadyOutsideWhenTheBandsAreThereCountsOnceItReturns() {
        Strategy strategy = create("bollinger_bands", "period", 4, "deviations", 1);

        assertThat(Closes.signals(strategy, 10, 10, 10, 8, 9.5))
                .containsExactly(WARMING_UP, WARMING_UP, WARMING_UP, WARMING_UP, BUY);
        assertThat(explain(create("bollinger_bands", "period", 4, "deviations", 1), 10, 10, 10, 10, 8))
                .contains("is below the lower band");
    }

    @Test
    void aBreakoutIsMeasuredByTheCandlesBefore() {
        // ATR(1) is the last move, EMA(2): 10, 10, 10; then a range of 1 around it.
        Strategy strategy = create("atr_breakout", "period", 1, "average", 2, "multiplier", 1);
        List<ClosedCandle> candles = List.of(
                candle(0, 10.5, 9.5, 10),
                candle(1, 10.5, 9.5, 10),
                candle(2, 10.5, 9.5, 10),
                candle(3, 11, 9, 11),
                candle(4, 14, 11, 13),
                candle(5, 13, 9, 9));

        assertThat(candles.stream().map(strategy::onCandle).toList())
                // 11 is not above 10 + 1; then EMA 10.667 and a range of 2: 12.667; at the end EMA 12.222
                .containsExactly(WARMING_UP, WARMING_UP, WARMING_UP, HOLD, BUY, SELL);
        assertThat(strategy.explain())
                .isEqualTo(
                        "close 9.0000000 fell below the average, average(2) 12.222222 and 1.000 times ATR(1) above it"
                                + " 15.222222");
    }

    @Test
    void aBreakoutIsToldOnce() {
        Strategy strategy = create("atr_breakout", "period", 1, "average", 1, "multiplier", 0.5);

        assertThat(Closes.signals(strategy, 10, 10, 10, 12, 16, 24, 23, 30))
                .containsExactly(WARMING_UP, WARMING_UP, WARMING_UP, BUY, HOLD, HOLD, SELL, BUY);
    }

    @Test
    void aCloseAboveAllHighsBuysAndBelowAFewLowsSells() {
        Strategy strategy = create("donchian", "entry", 3, "exit", 2);
        List<ClosedCandle> candles = List.of(
                candle(0, 11, 9, 10),
                candle(1, 12, 9.5, 10),
                candle(2, 11, 9.8, 10),
                candle(3, 12, 10, 11),
                candle(4, 12.5, 10, 12),
                candle(5, 13, 11, 12.6),
                candle(6, 13, 10, 10),
                candle(7, 11, 9, 9.9));

        assertThat(candles.stream().map(strategy::onCandle).toList())
                // 12 equals the highest high; 12.6 exceeds it; 10 equals the lowest low; 9.9 undercuts it
                .containsExactly(WARMING_UP, WARMING_UP, WARMING_UP, WARMING_UP, HOLD, BUY, HOLD, SELL);
        assertThat(strategy.explain())
                .isEqualTo(
                        "close 9.9000000 fell below the channel, highest high of 3 candles 13.000000, lowest low of 2"
                                + " candles 10.000000");
    }

    @Test
    void theLineThatCrossesItsSignalIsACross() {
        Strategy strategy = create("macd", "fast", 1, "slow", 2, "signal", 2);

        assertThat(Closes.signals(strategy, 10, 10, 11, 12, 13, 12, 11, 13))
                .containsExactly(WARMING_UP, WARMING_UP, WARMING_UP, HOLD, HOLD, SELL, HOLD, BUY);
        assertThat(strategy.explain()).startsWith("MACD(1, 2) ").contains(" crossed above its signal(2) ");
    }

    @Test
    void thePolicyBuysWhenItsScoreRisesAndTheTrendIsStrong() {
        Strategy strategy = create("signals");
        Signal last = HOLD;
        String why = "";
        for (ClosedCandle candle : risingBehindFalling()) {
            Signal signal = strategy.onCandle(candle);
            if (signal.isOpinion()) {
                last = signal;
                why = strategy.explain();
            }
        }

        assertThat(last.action()).isEqualTo(Action.BUY);
        assertThat(last.strength()).isBetween(0.6, 1.0);
        assertThat(why)
                .startsWith("score ")
                .contains(
                        "rose to 0.60 or more",
                        "trend +0.30",
                        "momentum +0.25",
                        "RSI(14)",
                        "ADX(14)",
                        "at least 20.00");
    }

    @Test
    void aWeakTrendKeepsThePolicyFromBuyingButNotFromSelling() {
        Strategy strategy = create("signals", "min_adx", 100);
        List<Signal> signals =
                risingBehindFalling().stream().map(strategy::onCandle).toList();

        assertThat(signals).noneMatch(signal -> signal.action() == Action.BUY);
        Strategy falling = create("signals", "min_adx", 100);
        List<ClosedCandle> down = EveryStrategyTest.walk(new SplittableRandom(1), 400);
        assertThat(down.stream().map(falling::onCandle)).anyMatch(signal -> signal.action() == Action.SELL);
    }

    @Test
    void thePolicyCanBeReducedToOneLook() {
        Strategy policy = create(
                "signals",
                "min_adx",
                0,
                "momentum_weight",
                0,
                "macd_weight",
                0,
                "bands_weight",
                0,
                "volume_weight",
                0,
                "buy_score",
                1,
                "sell_score",
                1);
        Strategy cross = create("ema_cross");
        int crosses = 0;
        for (ClosedCandle candle : EveryStrategyTest.walk(new SplittableRandom(6), 2_000)) {
            Signal ofPolicy = policy.onCandle(candle);
            Signal ofCross = cross.onCandle(candle);
            if (!ofPolicy.isWarmingUp()) {
                assertThat(ofPolicy).isEqualTo(ofCross);
                crosses += ofCross.isOpinion() ? 1 : 0;
            }
        }

        assertThat(crosses).isGreaterThan(10);
    }

    @Test
    void theStrengthIsTheScore() {
        Strategy strategy = create("signals");
        for (ClosedCandle candle : EveryStrategyTest.walk(new SplittableRandom(2), 3_000)) {
            Signal signal = strategy.onCandle(candle);
            if (signal.isOpinion()) {
                double score = Double.parseDouble(strategy.explain().split(" ", -1)[1]);
                assertThat(signal.strength()).isCloseTo(Math.abs(score), within(0.0051));
            }
        }
    }

    private static List<ClosedCandle> risingBehindFalling() {
        return IntStream.range(0, 120)
                .<ClosedCandle>mapToObj(index -> {
                    double before = index < 80 ? 200 - index : 120 + 2 * (index - 80);
                    double close = index < 80 ? before - 1 : before + 2;
                    return new Candle(
                            index,
                            index + 1,
                            before,
                            Math.max(before, close) + 0.5,
                            Math.min(before, close) - 0.5,
                            close,
                            10);
                })
                .toList();
    }

    private static ClosedCandle candle(int index, double high, double low, double close) {
        return new Candle(index, index + 1, close, high, low, close, 1);
    }
}
