package cab.infrastructure.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import org.junit.jupiter.api.Test;

final class FinerCandlesTest {

    private static final long MINUTE = 60_000;

    /** Opens at 100, falls to 98, ends at 103. */
    private static final CandleSeries PARTS = minutes(0, 1, 2);

    private static CandleSeries minutes(int... minutes) {
        double[][] prices = {{100, 101, 99, 100}, {100, 102, 98, 101}, {101, 103, 101, 103}};
        CandleSeries.Builder series = CandleSeries.builder(Timeframe.M1);
        for (int minute : minutes) {
            double[] price = prices[minute];
            series = series.add(minute * MINUTE, price[0], price[1], price[2], price[3], 0.1);
        }
        return series.build();
    }

    private static CandleSeries candle(double open, double high, double low, double close, double volume) {
        return CandleSeries.builder(Timeframe.M3)
                .add(0, open, high, low, close, volume)
                .build();
    }

    private static int begin(CandleSeries candle, CandleSeries finer) {
        return FinerCandles.of(candle, finer).beginOf(0);
    }

    @Test
    void aCandleIsToldByFinerOnesThatAgreeInAllNumbers() {
        // 0.1 + 0.1 + 0.1 is not quite 0.3.
        assertThat(begin(candle(100, 103, 98, 103, 0.3), PARTS)).isZero();
        assertThat(begin(candle(100, 103, 98, 103, 0.300_000_2), PARTS)).isZero();
    }

    @Test
    void oneNumberThatDiffersIsEnoughNotToBelieveThem() {
        assertThat(begin(candle(100.01, 103, 98, 103, 0.3), PARTS)).isEqualTo(FinerCandles.DIFFERENT);
        assertThat(begin(candle(100, 103.01, 98, 103, 0.3), PARTS)).isEqualTo(FinerCandles.DIFFERENT);
        assertThat(begin(candle(100, 103, 97.99, 103, 0.3), PARTS)).isEqualTo(FinerCandles.DIFFERENT);
        assertThat(begin(candle(100, 103, 98, 102.99, 0.3), PARTS)).isEqualTo(FinerCandles.DIFFERENT);
        assertThat(begin(candle(100, 103, 98, 103, 0.300_002), PARTS)).isEqualTo(FinerCandles.DIFFERENT);
    }

    @Test
    void aPartThatIsMissingIsMissedOnlyWhereSomethingWasTradedInIt() {
        assertThat(begin(candle(100, 103, 98, 103, 0.3), minutes(0, 2))).isEqualTo(FinerCandles.INCOMPLETE);
        assertThat(begin(candle(100, 103, 99, 103, 0.3), minutes(0, 2))).isEqualTo(FinerCandles.INCOMPLETE);
        assertThat(begin(candle(100, 103, 99, 103, 0.2), minutes(0, 2))).isZero();
        assertThat(begin(candle(101, 103, 101, 103, 0.1), minutes(2))).isZero();
    }

    @Test
    void candlesBeforeAndBehindTheFinerOnesLackThem() {
        CandleSeries candles = CandleSeries.builder(Timeframe.M3)
                .add(0, 100, 103, 98, 103, 0.3)
                .add(3 * MINUTE, 103, 103, 103, 103, 0)
                .add(9 * MINUTE, 103, 103, 103, 103, 0)
                .build();
        CandleSeries finer = CandleSeries.builder(Timeframe.M1)
                .add(4 * MINUTE, 103, 103, 103, 103, 0)
                .add(7 * MINUTE, 1, 1, 1, 1, 0)
                .build();

        FinerCandles known = FinerCandles.of(candles, finer);

        assertThat(known.beginOf(0)).isEqualTo(FinerCandles.INCOMPLETE);
        assertThat(known.beginOf(1)).isZero();
        assertThat(known.beginOf(2)).isEqualTo(FinerCandles.INCOMPLETE);
        assertThat(known).hasToString("1m for 1 of 3 candles");
        assertThat(known.incomplete()).isEqualTo(2);
        assertThat(known.different()).isZero();
    }

    @Test
    void candlesThatAreNotShorterAreRefused() {
        assertThatThrownBy(() -> FinerCandles.of(PARTS, PARTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("candles of 1m cannot be looked into with candles of 1m");
        assertThatThrownBy(() -> FinerCandles.of(PARTS, candle(1, 1, 1, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
