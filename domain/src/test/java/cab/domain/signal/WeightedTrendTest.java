package cab.domain.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.Property;
import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class WeightedTrendTest {

    private static final long MONDAY_MS = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
    private static final long QUARTER_MS = Timeframe.M15.lengthMs();

    @Test
    void aTimeframeGoesWhereItsFastAverageStandsToItsSlowOne() {
        WeightedTrend trend = hourly();

        feedHours(trend, 0, 100, 101, 102);
        assertThat(trend.score()).isEqualByComparingTo("1");
        assertThat(trend.explain()).startsWith("score 1.00: 1.00 of 1h up (average of 2 closes 101.5");

        feedHours(trend, 3, 99);
        assertThat(trend.score()).isEqualByComparingTo("-1");
        assertThat(trend.allowsLong()).isFalse();
        assertThat(trend.explain()).contains("1h down");
    }

    @Test
    void aTimeframeThatHasNotSeenEnoughIsNeutralAndForbidsNothing() {
        WeightedTrend trend = hourly();

        feedHours(trend, 0, 102, 101);

        assertThat(trend.score()).isZero();
        assertThat(trend.allowsLong()).isTrue();
        assertThat(trend.explain()).isEqualTo("score 0.00: 1.00 of 1h neutral (2 of 3 candles seen)");
    }

    @Test
    void aFlatMarketGoesNowhere() {
        WeightedTrend trend = hourly();

        feedHours(trend, 0, 100, 100, 100, 100);

        assertThat(trend.score()).isZero();
        assertThat(trend.allowsLong()).isTrue();
        assertThat(trend.explain()).contains("1h level");
    }

    @Test
    void opposedTrendsCancelOutToTheLastDigit() {
        // Up 0.4, down 0.3 and 0.1: as doubles 0.1 of it would be left over by rounding.
        WeightedTrend trend = new WeightedTrend(Timeframe.M15, weights("0.4", "0.3", "0.1", "0.2"), 1, 2);
        trend.learn(series(Timeframe.M15, 0, 1, 2), Long.MAX_VALUE);
        trend.learn(series(Timeframe.H1, 0, 2, 1), Long.MAX_VALUE);
        trend.learn(series(Timeframe.H4, 0, 2, 1), Long.MAX_VALUE);
        assertThat(trend.score()).isZero();
        assertThat(trend.allowsLong()).isTrue();

        trend.learn(series(Timeframe.D1, 0, 2, 1), Long.MAX_VALUE);
        assertThat(trend.score()).isEqualByComparingTo("-0.2");
        assertThat(trend.allowsLong()).isFalse();
    }

    @Test
    void aHigherCandleCountsFromTheCandleThatClosesItAndNotBefore() {
        WeightedTrend trend = hourly();
        feedHours(trend, 0, 100, 101, 102);

        for (int quarter = 0; quarter < 3; quarter++) {
            trend.onCandle(quarter(12 + quarter, 50));
            assertThat(trend.score()).isEqualByComparingTo("1");
        }
        trend.onCandle(quarter(15, 50));
        assertThat(trend.score()).isEqualByComparingTo("-1");
    }

    @Test
    void aHigherCandleWhoseEndIsMissingIsKnownOnceALaterOneBegins() {
        WeightedTrend trend = hourly();
        feedHours(trend, 0, 100, 101, 102);

        trend.onCandle(quarter(12, 50));
        trend.onCandle(quarter(13, 50));
        assertThat(trend.score()).isEqualByComparingTo("1");

        trend.onCandle(quarter(17, 200));
        assertThat(trend.score()).isEqualByComparingTo("-1");
    }

    @Test
    void weeksCloseAtTheEndOfSunday() {
        WeightedTrend trend =
                new WeightedTrend(Timeframe.D1, List.of(new TrendWeight(Timeframe.W1, BigDecimal.ONE)), 1, 2);
        for (int day = 0; day < 13; day++) {
            trend.onCandle(candle(Timeframe.D1, day, day < 7 ? 100 : 200));
        }
        assertThat(trend.score()).isZero();

        trend.onCandle(candle(Timeframe.D1, 13, 200));

        assertThat(trend.score()).isEqualByComparingTo("1");
    }

    @Test
    void aStartInTheMiddleOfAHigherCandleUsesItsClose() {
        WeightedTrend trend =
                new WeightedTrend(Timeframe.M15, List.of(new TrendWeight(Timeframe.H1, BigDecimal.ONE)), 1, 2);
        trend.onCandle(quarter(3, 100));
        feedHours(trend, 1, 101);

        assertThat(trend.score()).isEqualByComparingTo("1");
    }

    @Test
    void whatClosesAfterTheCandlesBeginIsNotLearned() {
        WeightedTrend trend = hourly();
        CandleSeries past = series(Timeframe.H1, 0, 100, 101, 102, 1);

        trend.learn(past, MONDAY_MS + 3 * Timeframe.H1.lengthMs());

        assertThat(trend.score()).isEqualByComparingTo("1");
    }

    @Test
    void whatIsKnownAlreadyIsNotLearnedTwice() {
        WeightedTrend learned = hourly();
        learned.learn(series(Timeframe.H1, 0, 100, 101, 102), Long.MAX_VALUE);
        feedHours(learned, 2, 102);
        feedHours(learned, 3, 99);
        learned.learn(series(Timeframe.H1, 0, 100, 101, 102, 99), Long.MAX_VALUE);

        WeightedTrend fed = hourly();
        feedHours(fed, 0, 100, 101, 102, 99);

        assertThat(learned.explain()).isEqualTo(fed.explain());
    }

    @Test
    void whatWasLostIsLearnedAndTheHalfSeenCandleIsReplaced() {
        WeightedTrend trend = hourly();
        feedHours(trend, 0, 100);
        trend.onCandle(quarter(4, 1));

        trend.learn(series(Timeframe.H1, 1, 101, 102, 103), MONDAY_MS + 4 * Timeframe.H1.lengthMs());
        feedHours(trend, 4, 104);

        WeightedTrend fed = hourly();
        feedHours(fed, 0, 100, 101, 102, 103, 104);
        assertThat(trend.explain()).isEqualTo(fed.explain());
    }

    @Test
    void timeframesShorterThanTheTradedOneAreLeftOut() {
        WeightedTrend trend = new WeightedTrend(Timeframe.H4, weights("0.1", "0.3", "0.4", "0.2"), 1, 2);

        assertThat(trend.timeframes()).containsExactly(Timeframe.H4, Timeframe.D1);
        assertThat(trend.explain())
                .contains("0.1 of 15m left out")
                .contains("0.3 of 1h left out")
                .startsWith("score 0.00: 0.40 of 4h neutral");
        assertThatThrownBy(() -> trend.learn(series(Timeframe.H1, 0, 1), Long.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not at candles of 1h");
    }

    @Test
    void weightsMustSumToOne() {
        assertThatThrownBy(() -> new WeightedTrend(Timeframe.M15, weights("0.4", "0.3", "0.1", "0.21"), 1, 2))
                .hasMessageContaining("sum to 1, summed to 1.01");
        assertThatThrownBy(() -> new WeightedTrend(Timeframe.M15, weights("0.4", "0.3", "0.1", "0.2"), 2, 2))
                .hasMessageContaining("fast period must be less than slow period 2");
        assertThatThrownBy(() -> new TrendWeight(Timeframe.H1, new BigDecimal("1.01")))
                .hasMessageContaining("must be 0..1");
        assertThatThrownBy(() -> new TrendWeight(Timeframe.H1, new BigDecimal("0.0000000000000000001")))
                .hasMessageContaining("at most 18 digits");
    }

    /** Against an implementation that looks at all candles so far anew, and so cannot know those to come. */
    @Test
    void onAnyCandlesTheScoreIsThatOfAllHigherCandlesThatHaveClosed() {
        Property.holds(100, random -> {
            List<Candle> candles = walk(random, 200 + random.nextInt(1_200));
            int fast = 1 + random.nextInt(4);
            int slow = fast + 1 + random.nextInt(6);
            List<TrendWeight> weights = weights("0.1", "0.4", "0.3", "0.2");
            WeightedTrend trend = new WeightedTrend(Timeframe.M15, weights, fast, slow);
            int stride = 1 + random.nextInt(17);
            for (int index = 0; index < candles.size(); index++) {
                trend.onCandle(candles.get(index));
                if (index % stride == 0) {
                    assertThat(trend.score())
                            .as("after candle " + index)
                            .isEqualByComparingTo(naive(candles.subList(0, index + 1), weights, fast, slow));
                }
            }
        });
    }

    @Test
    void aStartFromThePastEndsWhereAWholeLifeDoes() {
        Property.holds(100, random -> {
            List<Candle> candles = walk(random, 400 + random.nextInt(800));
            List<TrendWeight> weights = weights("0.0", "0.5", "0.3", "0.2");
            WeightedTrend whole = new WeightedTrend(Timeframe.M15, weights, 2, 5);
            candles.forEach(whole::onCandle);

            int from = random.nextInt(candles.size());
            WeightedTrend late = new WeightedTrend(Timeframe.M15, weights, 2, 5);
            for (Timeframe timeframe : late.timeframes()) {
                CandleSeries.Builder past = CandleSeries.builder(timeframe);
                // All there is, of which those that close later must be left out.
                for (var close : closes(candles, timeframe, Long.MAX_VALUE).entrySet()) {
                    past = past.add(
                            close.getKey(), close.getValue(), close.getValue(), close.getValue(), close.getValue(), 1);
                }
                late.learn(past.build(), candles.get(from).openTimeMs());
            }
            candles.subList(from, candles.size()).forEach(late::onCandle);

            assertThat(late.explain()).isEqualTo(whole.explain());
        });
    }

    @Test
    void candlesCostNoAllocation() {
        WeightedTrend trend = new WeightedTrend(Timeframe.M15, weights("0.1", "0.4", "0.3", "0.2"), 2, 5);
        CandleSeries.Builder candles = CandleSeries.builder(Timeframe.M15);
        for (int index = 0; index < 20_000; index++) {
            double price = 100 + index % 37;
            candles = candles.add(MONDAY_MS + index * QUARTER_MS, price, price, price, price, 1);
        }
        CandleSeries series = candles.build();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            var cursor = series.cursor();
            var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = bean.getCurrentThreadAllocatedBytes();
            while (cursor.advance()) {
                trend.onCandle(cursor);
            }
            least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThan(20_000);
    }

    private static BigDecimal naive(List<Candle> seen, List<TrendWeight> weights, int fast, int slow) {
        BigDecimal score = BigDecimal.ZERO;
        for (TrendWeight weight : weights) {
            List<Double> closes =
                    List.copyOf(closes(seen, weight.timeframe(), seen.getLast().closeTimeMs())
                            .values());
            if (closes.size() >= slow) {
                double difference = average(closes, fast) - average(closes, slow);
                score = score.add(weight.weight().multiply(BigDecimal.valueOf((long) Math.signum(difference))));
            }
        }
        return score;
    }

    /** The closes of the higher candles that are over by {@code nowMs}, by when they open. */
    private static SortedMap<Long, Double> closes(List<Candle> candles, Timeframe timeframe, long nowMs) {
        SortedMap<Long, Double> closes = new TreeMap<>();
        for (Candle candle : candles) {
            long openMs = timeframe.bucketOpenMs(candle.openTimeMs());
            if (openMs + timeframe.lengthMs() <= nowMs) {
                closes.put(openMs, candle.close());
            }
        }
        return closes;
    }

    private static double average(List<Double> closes, int period) {
        double average = closes.subList(0, period).stream().reduce(0.0, Double::sum) / period;
        for (double close : closes.subList(period, closes.size())) {
            average += 2.0 / (period + 1.0) * (close - average);
        }
        return average;
    }

    /** A random walk in quarters of an hour that starts anywhere in the week and has holes, short and long. */
    private static List<Candle> walk(RandomGenerator random, int size) {
        List<Candle> candles = new ArrayList<>();
        int at = random.nextInt(1_000);
        double price = 100;
        for (int index = 0; index < size; index++) {
            price *= 1 + (random.nextDouble() - 0.5) * 0.02;
            candles.add(quarter(at, price));
            int luck = random.nextInt(100);
            at += luck < 90 ? 1 : luck < 99 ? 1 + random.nextInt(8) : 1 + random.nextInt(800);
        }
        return candles;
    }

    private static WeightedTrend hourly() {
        return new WeightedTrend(Timeframe.M15, List.of(new TrendWeight(Timeframe.H1, BigDecimal.ONE)), 2, 3);
    }

    private static List<TrendWeight> weights(String quarter, String hour, String fourHours, String day) {
        return List.of(
                new TrendWeight(Timeframe.M15, new BigDecimal(quarter)),
                new TrendWeight(Timeframe.H1, new BigDecimal(hour)),
                new TrendWeight(Timeframe.H4, new BigDecimal(fourHours)),
                new TrendWeight(Timeframe.D1, new BigDecimal(day)));
    }

    /** Whole hours that close at {@code closes}, the first of which is {@code hour} hours after the start. */
    private static void feedHours(WeightedTrend trend, int hour, double... closes) {
        for (int index = 0; index < closes.length; index++) {
            for (int quarter = 0; quarter < 4; quarter++) {
                trend.onCandle(quarter((hour + index) * 4 + quarter, quarter == 3 ? closes[index] : 77));
            }
        }
    }

    private static CandleSeries series(Timeframe timeframe, int from, double... closes) {
        CandleSeries.Builder series = CandleSeries.builder(timeframe);
        for (int index = 0; index < closes.length; index++) {
            double close = closes[index];
            series = series.add(MONDAY_MS + (from + index) * timeframe.lengthMs(), close, close, close, close, 1);
        }
        return series.build();
    }

    private static Candle quarter(int index, double price) {
        return candle(Timeframe.M15, index, price);
    }

    private static Candle candle(Timeframe timeframe, int index, double price) {
        long openMs = MONDAY_MS + index * timeframe.lengthMs();
        ClosedCandle candle = new Candle(openMs, openMs + timeframe.lengthMs(), price, price, price, price, 1);
        return Candle.copyOf(candle);
    }
}
