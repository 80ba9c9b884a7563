package cab.infrastructure.ta4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import cab.domain.strategy.Action;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyDescription;
import cab.domain.strategy.StrategyParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.BaseTradingRecord;
import org.ta4j.core.Rule;
import org.ta4j.core.Trade;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.rules.CrossedUpIndicatorRule;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.StopLossRule;
import org.ta4j.core.rules.UnderIndicatorRule;
import org.ta4j.core.rules.WaitForRule;

class Ta4jStrategyTest {

    private static Ta4jStrategyFactory factory(Function<BarSeries, org.ta4j.core.Strategy> maker) {
        return factory(1_000, maker);
    }

    private static Ta4jStrategyFactory factory(int candlesKept, Function<BarSeries, org.ta4j.core.Strategy> maker) {
        return new Ta4jStrategyFactory() {

            @Override
            public StrategyDescription description() {
                return new StrategyDescription("theirs", "A test.", List.of());
            }

            @Override
            public org.ta4j.core.Strategy build(BarSeries bars, StrategyParameters parameters) {
                return maker.apply(bars);
            }

            @Override
            public int candlesKept() {
                return candlesKept;
            }
        };
    }

    private static Rule over(BarSeries bars, int level) {
        return new OverIndicatorRule(new ClosePriceIndicator(bars), level);
    }

    private static Rule under(BarSeries bars, int level) {
        return new UnderIndicatorRule(new ClosePriceIndicator(bars), level);
    }

    private static List<Signal> signals(Strategy strategy, double... closes) {
        List<Signal> signals = new ArrayList<>();
        for (double close : closes) {
            signals.add(strategy.onCandle(candle(signals.size(), close)));
        }
        return signals;
    }

    private static ClosedCandle candle(int index, double close) {
        return new Candle(index * 60_000L, (index + 1) * 60_000L, close, close, close, close, 1);
    }

    @Test
    void anOpinionIsToldOnceAndTheUnstableBarsAreTheWarmUp() {
        Strategy strategy = factory(bars -> new BaseStrategy(over(bars, 10), under(bars, 10), 2))
                .create(StrategyParameters.none());

        assertThat(strategy.warmUp()).isEqualTo(2);
        assertThat(strategy.name()).isEqualTo("theirs");
        assertThat(signals(strategy, 11, 11, 11, 12, 9, 9, 11))
                .containsExactly(
                        Signal.WARMING_UP,
                        Signal.WARMING_UP,
                        Signal.BUY,
                        Signal.HOLD,
                        Signal.SELL,
                        Signal.HOLD,
                        Signal.BUY);
    }

    @Test
    void rulesThatLookAtTheEntryWork() {
        Strategy strategy = factory(
                        bars -> new BaseStrategy(over(bars, 10), new StopLossRule(new ClosePriceIndicator(bars), 10)))
                .create(StrategyParameters.none());

        assertThat(signals(strategy, 100, 91, 120, 89))
                .containsExactly(Signal.BUY, Signal.HOLD, Signal.HOLD, Signal.SELL);
    }

    @Test
    void theReasonNamesTheRule() {
        Strategy strategy = factory(bars -> {
                    Rule entry = over(bars, 10);
                    entry.setName("close over ten");
                    Rule exit = under(bars, 10);
                    exit.setName("close under ten");
                    return new BaseStrategy(entry, exit, 1);
                })
                .create(StrategyParameters.none());

        List<String> reasons = new ArrayList<>(List.of(strategy.explain()));
        for (double close : new double[] {9, 9, 11, 12, 8}) {
            Signal _ = strategy.onCandle(candle(reasons.size(), close));
            reasons.add(strategy.explain());
        }

        assertThat(reasons)
                .containsExactly(
                        "warming up: 0 of 1 candles seen",
                        "warming up: 1 of 1 candles seen",
                        "close 9.0000000, entry rule is not met: close over ten",
                        "close 11.000000, entry rule is met: close over ten",
                        "close 12.000000, entered at 11.000000, exit rule is not met: close under ten",
                        "close 8.0000000, exit rule is met: close under ten");
    }

    @Test
    void itSaysWhatTa4jItselfWouldDoOverTheWholeSeries() {
        List<ClosedCandle> candles = walk(8_000);
        BarSeries all = new BaseBarSeriesBuilder()
                .withNumFactory(DoubleNumFactory.getInstance())
                .build();
        candles.forEach(candle -> all.barBuilder()
                .timePeriod(Duration.ofMinutes(1))
                .endTime(Instant.ofEpochMilli(candle.closeTimeMs()))
                .openPrice(candle.open())
                .highPrice(candle.high())
                .lowPrice(candle.low())
                .closePrice(candle.close())
                .volume(candle.volume())
                .add());
        org.ta4j.core.Strategy rules = rsiInTrend(all);
        TradingRecord theirs = new BaseTradingRecord();
        for (int index = 0; index < candles.size(); index++) {
            if (rules.shouldOperate(index, theirs)) {
                theirs.operate(
                        index,
                        all.getBar(index).getClosePrice(),
                        all.numFactory().one());
            }
        }

        Strategy ours = factory(400, Ta4jStrategyTest::rsiInTrend).create(StrategyParameters.none());
        List<Integer> indices = new ArrayList<>();
        for (int index = 0; index < candles.size(); index++) {
            if (ours.onCandle(candles.get(index)).isOpinion()) {
                indices.add(index);
            }
        }

        assertThat(indices).hasSizeGreaterThan(20);
        assertThat(indices)
                .isEqualTo(theirs.getTrades().stream().map(Trade::getIndex).toList());
    }

    private static org.ta4j.core.Strategy rsiInTrend(BarSeries bars) {
        ClosePriceIndicator close = new ClosePriceIndicator(bars);
        RSIIndicator rsi = new RSIIndicator(close, 14);
        return new BaseStrategy(
                new UnderIndicatorRule(rsi, 40).and(new OverIndicatorRule(close, new EMAIndicator(close, 100))),
                new CrossedUpIndicatorRule(rsi, 60).or(new StopLossRule(close, 2)),
                200);
    }

    @Test
    void aThousandPositionsLaterTheLastOneIsStillKnown() {
        // Sells one candle after it bought, and buys again at once.
        Strategy strategy = factory(bars -> new BaseStrategy(over(bars, 0), new WaitForRule(Trade.TradeType.BUY, 1)))
                .create(StrategyParameters.none());

        for (int index = 0; index < 4_000; index++) {
            Action expected = index % 2 == 0 ? Action.BUY : Action.SELL;
            assertThat(strategy.onCandle(candle(index, 10)).action()).isEqualTo(expected);
        }
    }

    @Test
    void aStrategyThatCannotRunIsRefused() {
        assertThatThrownBy(() -> factory(100, bars -> new BaseStrategy(over(bars, 1), under(bars, 1), 100))
                        .create(StrategyParameters.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must keep more candles than its 100 unstable bars, kept 100");
        assertThatThrownBy(() -> factory(bars -> new BaseStrategy(over(bars, 1), under(bars, 1), Trade.TradeType.SELL))
                        .create(StrategyParameters.none()))
                .hasMessage("must begin by buying: there are no short positions");
    }

    private static List<ClosedCandle> walk(int count) {
        SplittableRandom random = new SplittableRandom(17);
        List<ClosedCandle> candles = new ArrayList<>();
        double close = 100;
        for (int index = 0; index < count; index++) {
            close *= 1 + Math.sin(index / 150.0) * 0.001 + (random.nextDouble() - 0.5) * 0.01;
            candles.add(candle(index, close));
        }
        return candles;
    }
}
