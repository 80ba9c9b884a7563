package cab.domain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cab.domain.MarketFiles;
import cab.domain.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CandleAggregatorTest {

    private static final long MINUTE = 60_000;

    private final List<Candle> seen = new ArrayList<>();
    private final CandleAggregator toFive =
            new CandleAggregator(Timeframe.M1, Timeframe.M5, candle -> seen.add(Candle.copyOf(candle)));

    /** A candle of one minute that opens at {@code minute}. */
    private static Candle minute(long minute, double open, double high, double low, double close) {
        return new Candle(minute * MINUTE, (minute + 1) * MINUTE, open, high, low, close, 1);
    }

    private static Candle flat(long minute) {
        return minute(minute, 10, 10, 10, 10);
    }

    private static List<Candle> aggregate(Timeframe base, Timeframe target, List<Candle> candles) {
        List<Candle> aggregated = new ArrayList<>();
        CandleAggregator aggregator =
                new CandleAggregator(base, target, candle -> aggregated.add(Candle.copyOf(candle)));
        candles.forEach(aggregator::add);
        return aggregated;
    }

    @Test
    void firstOpenHighestHighLowestLowLastCloseAndAllVolume() {
        toFive.add(minute(0, 10, 12, 9, 11));
        toFive.add(minute(1, 11, 15, 11, 14));
        toFive.add(minute(2, 14, 14, 8, 9));
        toFive.add(minute(3, 9, 10, 9, 10));
        toFive.add(minute(4, 10, 11, 10, 10.5));

        assertThat(seen).containsExactly(new Candle(0, 5 * MINUTE, 10, 15, 8, 10.5, 5));
    }

    @Test
    void aBucketIsSeenAtItsCloseAndNotBefore() {
        for (int minute = 0; minute < 4; minute++) {
            toFive.add(flat(minute));
            assertThat(seen).isEmpty();
        }

        toFive.add(flat(4));

        assertThat(seen).hasSize(1);
    }

    @Test
    void aBucketWithoutItsLastCandleIsSeenWithTheFirstOfALaterBucket() {
        toFive.add(minute(0, 10, 12, 9, 11));
        toFive.add(minute(3, 11, 11, 11, 11));
        assertThat(seen).isEmpty();

        toFive.add(flat(5));

        assertThat(seen).containsExactly(new Candle(0, 5 * MINUTE, 10, 12, 9, 11, 2));
    }

    @Test
    void aBucketThatStartsLateStillOpensOnItsBoundary() {
        toFive.add(flat(3));
        toFive.add(flat(4));

        assertThat(seen).containsExactly(new Candle(0, 5 * MINUTE, 10, 10, 10, 10, 2));
    }

    @Test
    void aGapOverWholeBucketsGivesNone() {
        toFive.add(flat(4));
        toFive.add(flat(24));

        assertThat(seen).extracting(Candle::openTimeMs).containsExactly(0L, 20 * MINUTE);
    }

    @Test
    void oneCandleMayEndAnOldBucketAndItsOwn() {
        toFive.add(flat(2));
        toFive.add(flat(9));

        assertThat(seen).extracting(Candle::openTimeMs).containsExactly(0L, 5 * MINUTE);
    }

    @Test
    void theSameTimeframePassesThrough() {
        List<Candle> candles = List.of(flat(0), minute(1, 10, 12, 9, 11), flat(7));

        assertThat(aggregate(Timeframe.M1, Timeframe.M1, candles)).isEqualTo(candles);
    }

    @Test
    void weeksCloseBeforeMonday() {
        List<Candle> days = new ArrayList<>();
        long day = Timeframe.D1.lengthMs();
        // 1970-01-01 was a Thursday: the first week has four days, Monday the 5th starts the second.
        for (int index = 0; index < 11; index++) {
            days.add(new Candle(index * day, (index + 1) * day, 1, 1, 1, 1, 1));
        }

        List<Candle> weeks = aggregate(Timeframe.D1, Timeframe.W1, days);

        assertThat(weeks).extracting(Candle::openTimeMs).containsExactly(-3 * day, 4 * day);
        assertThat(weeks).extracting(Candle::volume).containsExactly(4.0, 7.0);
    }

    @Test
    void aTimeframeThatIsNoMultipleIsRefused() {
        assertThatThrownBy(() -> new CandleAggregator(Timeframe.M3, Timeframe.M5, candle -> {}))
                .hasMessage("candles of 5m cannot be put together from candles of 3m");
        assertThatThrownBy(() -> new CandleAggregator(Timeframe.H1, Timeframe.M15, candle -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aggregatingInTwoStepsIsTheSameAsInOne() {
        Property.holds(300, random -> {
            List<Candle> minutes = randomMinutes(random);

            List<Candle> direct = aggregate(Timeframe.M1, Timeframe.H1, minutes);
            List<Candle> inSteps =
                    aggregate(Timeframe.M15, Timeframe.H1, aggregate(Timeframe.M1, Timeframe.M15, minutes));

            // A bucket that only a later candle shows to be over is still open in both; the last may be open in one.
            int common = Math.min(direct.size(), inSteps.size());
            assertThat(direct.size() - common).isLessThanOrEqualTo(1);
            assertThat(inSteps.size() - common).isLessThanOrEqualTo(1);
            assertThat(inSteps.subList(0, common)).isEqualTo(direct.subList(0, common));
        });
    }

    @Test
    void noBucketIsSeenBeforeItIsOverAndNoneTwice() {
        Property.holds(300, random -> {
            long[] lastOpenMs = {Long.MIN_VALUE};
            long[] nowMs = {0};
            CandleAggregator aggregator = new CandleAggregator(Timeframe.M1, Timeframe.M15, bucket -> {
                assertThat(bucket.closeTimeMs()).isLessThanOrEqualTo(nowMs[0]);
                assertThat(bucket.openTimeMs()).isGreaterThan(lastOpenMs[0]);
                lastOpenMs[0] = bucket.openTimeMs();
            });
            for (Candle minute : randomMinutes(random)) {
                nowMs[0] = minute.closeTimeMs();
                aggregator.add(minute);
            }
        });
    }

    @Test
    void realQuartersOfAnHourMakeTheRealHours() {
        CandleSeries quarters = MarketFiles.candles("bitfinex_BTCUSD_15m_2016-2019.csv.gz", Timeframe.M15);
        CandleSeries hours = MarketFiles.candles("bitfinex_BTCUSD_1h_2016-2019.csv.gz", Timeframe.H1);
        List<Candle> aggregated = new ArrayList<>();
        CandleAggregator aggregator =
                new CandleAggregator(Timeframe.M15, Timeframe.H1, candle -> aggregated.add(Candle.copyOf(candle)));

        CandleCursor cursor = quarters.cursor();
        while (cursor.advance()) {
            aggregator.add(cursor);
        }

        assertThat(aggregated).hasSize(hours.size());
        for (int index = 0; index < hours.size(); index++) {
            Candle ours = aggregated.get(index);
            Candle theirs = hours.candle(index);
            assertThat(ours.openTimeMs()).isEqualTo(theirs.openTimeMs());
            assertThat(ours.open()).isEqualTo(theirs.open());
            assertThat(ours.high()).isEqualTo(theirs.high());
            assertThat(ours.low()).isEqualTo(theirs.low());
            assertThat(ours.close()).isEqualTo(theirs.close());
            // The file adds in another order and rounds to eight digits.
            assertThat(ours.volume()).isCloseTo(theirs.volume(), within(1e-6));
        }
    }

    /** Some hundred minutes with gaps; volumes are powers of two, so that their sum does not depend on the order. */
    private static List<Candle> randomMinutes(SplittableRandom random) {
        List<Candle> minutes = new ArrayList<>();
        long minute = random.nextLong(0, 1_000_000);
        for (int index = 0; index < 400; index++) {
            minute += random.nextInt(10) == 0 ? random.nextInt(1, 100) : 1;
            double low = 1 + random.nextInt(100);
            double high = low + random.nextInt(100);
            double open = low + random.nextInt((int) (high - low) + 1);
            double close = low + random.nextInt((int) (high - low) + 1);
            minutes.add(new Candle(
                    minute * MINUTE, (minute + 1) * MINUTE, open, high, low, close, 1 << random.nextInt(10)));
        }
        return minutes;
    }

    @Test
    void aWholeSeriesGivesTheBucketsThatAreWhole() {
        CandleSeries.Builder minutes = CandleSeries.builder(Timeframe.M1);
        for (int minute = 3; minute < 14; minute++) {
            minutes = minutes.add(minute * 60_000L, minute, minute + 0.5, minute - 0.5, minute, 1);
        }

        CandleSeries fives = CandleAggregator.aggregated(minutes.build(), Timeframe.M5);

        assertThat(fives.size()).isEqualTo(1);
        assertThat(fives.candle(0)).isEqualTo(new Candle(300_000, 600_000, 5, 9.5, 4.5, 9, 5));
    }
}
