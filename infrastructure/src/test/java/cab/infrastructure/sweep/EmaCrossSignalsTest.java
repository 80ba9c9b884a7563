package cab.infrastructure.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.domain.signal.FirstOpinion;
import cab.domain.signal.Fusion;
import cab.domain.signal.SignalPipeline;
import cab.domain.signal.TrendFilter;
import cab.domain.signal.TrendWeight;
import cab.domain.signal.WeightedTrend;
import cab.domain.strategy.EmaCross;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Shared averages ask for what the strategy asks for. */
final class EmaCrossSignalsTest {

    private static final int CANDLES = 4_000;

    @Test
    void everyCrossIsThatOfTheStrategy() {
        same(walk(1), TrendFilter::off);
    }

    @Test
    void theTrendForbidsWhatItForbidsTheStrategy() {
        same(walk(2), EmaCrossSignalsTest::trend);
    }

    @Test
    void averagesThatTouchHaveNotCrossed() {
        same(flatWithSteps(), TrendFilter::off);
    }

    @Test
    void fewerCandlesThanTheSlowAverageNeedsAskForNothing() {
        CandleSeries few = walk(3).slice(0, 20);

        Signals signals = new EmaCrossSignals(few, TrendFilter.off()).cross(5, 21);

        assertThat(signals.buys() + signals.sells()).isZero();
    }

    @Test
    void moreAveragesThanAreKeptAreTheSameOnes() {
        CandleSeries candles = walk(4);
        EmaCrossSignals shared = new EmaCrossSignals(candles, TrendFilter.off());
        for (int slow = 2; slow < 200; slow++) {
            Signals _ = shared.cross(1, slow);
        }

        assertThat(places(shared.cross(7, 300), candles.size()))
                .isEqualTo(places(strategy(candles, 7, 300, TrendFilter.off()), candles.size()));
    }

    private static void same(CandleSeries candles, Supplier<TrendFilter> trend) {
        EmaCrossSignals shared = new EmaCrossSignals(candles, trend.get());
        int asked = 0;
        for (int[] cross : new int[][] {{1, 2}, {2, 3}, {5, 21}, {12, 26}, {12, 50}, {20, 50}}) {
            List<String> expected = places(strategy(candles, cross[0], cross[1], trend.get()), candles.size());
            assertThat(places(shared.cross(cross[0], cross[1]), candles.size()))
                    .as("%d over %d", cross[0], cross[1])
                    .isEqualTo(expected);
            asked += expected.size();
        }
        assertThat(asked).isGreaterThan(10);
    }

    private static Signals strategy(CandleSeries candles, int fast, int slow, TrendFilter trend) {
        return Signals.of(
                new SignalPipeline(
                        List.of(new EmaCross(fast, slow)), new FirstOpinion(), trend, Fusion.technicalOnly()),
                candles);
    }

    private static List<String> places(Signals signals, int candles) {
        List<String> places = new ArrayList<>();
        Signals.Cursor buys = signals.cursor();
        for (int at = buys.buyFrom(0); at < candles; at = buys.buyFrom(at + 1)) {
            places.add("buy " + at);
        }
        Signals.Cursor sells = signals.cursor();
        for (int at = sells.sellFrom(0); at < candles; at = sells.sellFrom(at + 1)) {
            places.add("sell " + at);
        }
        return places;
    }

    private static TrendFilter trend() {
        return new WeightedTrend(
                Timeframe.M15,
                List.of(
                        new TrendWeight(Timeframe.H1, new BigDecimal("0.5")),
                        new TrendWeight(Timeframe.H4, new BigDecimal("0.5"))),
                5,
                10);
    }

    private static CandleSeries walk(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CandleSeries.Builder series = CandleSeries.builder(Timeframe.M15);
        double close = 100;
        for (int index = 0; index < CANDLES; index++) {
            double open = close;
            close = Math.max(1, open * (1 + random.nextDouble(-0.01, 0.01)));
            series = series.add(index * 900_000L, open, Math.max(open, close), Math.min(open, close), close, 10);
        }
        return series.build();
    }

    /** Long stretches in which both averages are the price to the last bit. */
    private static CandleSeries flatWithSteps() {
        CandleSeries.Builder series = CandleSeries.builder(Timeframe.M15);
        double open = 100;
        for (int index = 0; index < CANDLES; index++) {
            double close = index / 500 % 2 == 0 ? 100 : 108;
            series = series.add(index * 900_000L, open, Math.max(open, close), Math.min(open, close), close, 10);
            open = close;
        }
        return series.build();
    }
}
