package cab.domain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CandleSeriesTest {

    private static final long MINUTE = 60_000;

    /** Candles of one minute that open at these minutes and close at the number of the minute plus one. */
    private static CandleSeries minutes(long... opens) {
        CandleSeries.Builder builder = CandleSeries.builder(Timeframe.M1);
        for (long open : opens) {
            double price = open + 1.0;
            builder = builder.add(open * MINUTE, price, price, price, price, 1);
        }
        return builder.build();
    }

    @Test
    void aSeriesGivesBackWhatWasAdded() {
        CandleSeries series = CandleSeries.builder(Timeframe.M15)
                .add(900_000, 1, 4, 0.5, 2, 10)
                .add(1_800_000, 2, 5, 1, 3, 20)
                .build();

        assertThat(series.size()).isEqualTo(2);
        assertThat(series.isEmpty()).isFalse();
        assertThat(series.timeframe()).isEqualTo(Timeframe.M15);
        assertThat(series.candle(0)).isEqualTo(new Candle(900_000, 1_800_000, 1, 4, 0.5, 2, 10));
        assertThat(series.candle(1)).isEqualTo(new Candle(1_800_000, 2_700_000, 2, 5, 1, 3, 20));
    }

    @Test
    void aCandleThatIsNotLaterIsRefused() {
        CandleSeries.Builder builder = CandleSeries.builder(Timeframe.M1).add(MINUTE, 1, 1, 1, 1, 1);

        assertThatThrownBy(() -> builder.add(MINUTE, 1, 1, 1, 1, 1))
                .hasMessage("timestamp must be later than 60000, was 60000");
        assertThatThrownBy(() -> builder.add(0, 1, 1, 1, 1, 1)).hasMessage("timestamp must be later than 60000, was 0");
        assertThat(builder.add(MINUTE + 1, 1, 1, 1, 1, 1).size()).isEqualTo(2);
    }

    @Test
    void timeStartsIn1970() {
        assertThat(CandleSeries.builder(Timeframe.M1).faultOf(-1, 1, 1, 1, 1, 1))
                .isEqualTo("timestamp must be 0 or more, was -1");
        assertThat(CandleSeries.builder(Timeframe.M1).faultOf(0, 1, 1, 1, 1, 1)).isNull();
    }

    @Test
    void whatIsNoCandleIsRefusedAndChangesNothing() {
        CandleSeries.Builder builder = CandleSeries.builder(Timeframe.M1).add(0, 1, 1, 1, 1, 1);

        assertThatThrownBy(() -> builder.add(MINUTE, 1, 1, 0, 1, 1)).hasMessage("low must be more than 0, was 0.0");
        assertThat(builder.size()).isEqualTo(1);
    }

    @Test
    void aLongSeriesGrows() {
        CandleSeries.Builder builder = CandleSeries.builder(Timeframe.M1);
        for (int index = 0; index < 5_000; index++) {
            builder = builder.add(index * MINUTE, index + 1.0, index + 2.0, index + 0.5, index + 1.5, index);
        }
        CandleSeries series = builder.build();

        assertThat(series.size()).isEqualTo(5_000);
        assertThat(series.candle(4_999))
                .isEqualTo(new Candle(4_999 * MINUTE, 5_000 * MINUTE, 5_000, 5_001, 4_999.5, 5_000.5, 4_999));
    }

    @Test
    void addingAfterBuildingDoesNotChangeWhatWasBuilt() {
        CandleSeries.Builder builder = CandleSeries.builder(Timeframe.M1).add(0, 1, 1, 1, 1, 1);
        CandleSeries before = builder.build();

        CandleSeries after = builder.add(MINUTE, 2, 2, 2, 2, 2).build();

        assertThat(before.size()).isEqualTo(1);
        assertThat(after.size()).isEqualTo(2);
    }

    @Test
    void theIndexOfATimeIsThatOfTheNextCandle() {
        CandleSeries series = minutes(1, 2, 4);

        assertThat(series.indexAtOrAfter(0)).isZero();
        assertThat(series.indexAtOrAfter(MINUTE)).isZero();
        assertThat(series.indexAtOrAfter(MINUTE + 1)).isEqualTo(1);
        assertThat(series.indexAtOrAfter(3 * MINUTE)).isEqualTo(2);
        assertThat(series.indexAtOrAfter(4 * MINUTE)).isEqualTo(2);
        assertThat(series.indexAtOrAfter(4 * MINUTE + 1)).isEqualTo(3);
    }

    @Test
    void aSliceHoldsFromInclusiveToExclusive() {
        CandleSeries slice = minutes(1, 2, 4, 5).slice(1, 3);

        assertThat(slice.size()).isEqualTo(2);
        assertThat(slice.openTimeMs(0)).isEqualTo(2 * MINUTE);
        assertThat(slice.openTimeMs(1)).isEqualTo(4 * MINUTE);
        assertThat(minutes(1, 2).slice(1, 1).isEmpty()).isTrue();
    }

    @Test
    void gapsAreCounted() {
        assertThat(minutes().missing()).isZero();
        assertThat(minutes(7).missing()).isZero();
        assertThat(minutes(1, 2, 3).missing()).isZero();
        assertThat(minutes(1, 2, 5, 7).missing()).isEqualTo(3);
    }

    @Test
    void aCursorMovesFromTheFirstToTheLastAndStaysThere() {
        CandleCursor cursor = minutes(1, 2).cursor();
        assertThat(cursor.index()).isEqualTo(-1);

        assertThat(cursor.advance()).isTrue();
        assertThat(cursor.openTimeMs()).isEqualTo(MINUTE);
        assertThat(cursor.closeTimeMs()).isEqualTo(2 * MINUTE);
        assertThat(cursor.advance()).isTrue();
        assertThat(cursor.advance()).isFalse();

        assertThat(cursor.index()).isEqualTo(1);
        assertThat(cursor.close()).isEqualTo(3);
    }

    @Test
    void anEmptySeriesHasNothingToMoveTo() {
        assertThat(minutes().cursor().advance()).isFalse();
        assertThat(minutes().isEmpty()).isTrue();
    }

    @Test
    void columnsThatAreHandedOverAreTheSeries() {
        CandleColumns columns = new CandleColumns(2);
        fill(columns, 0, 0, 3);
        fill(columns, 1, MINUTE, 4);

        CandleSeries series = CandleSeries.taking(Timeframe.M1, columns);

        assertThat(series.size()).isEqualTo(2);
        assertThat(series.candle(1)).isEqualTo(new Candle(MINUTE, 2 * MINUTE, 4, 4, 4, 4, 4));
        assertThat(CandleSeries.taking(Timeframe.M1, new CandleColumns(0)).isEmpty())
                .isTrue();
    }

    @Test
    void columnsThatAreNoCandlesInOrderAreRefused() {
        CandleColumns same = new CandleColumns(2);
        fill(same, 0, MINUTE, 3);
        fill(same, 1, MINUTE, 3);
        CandleColumns zero = new CandleColumns(1);

        assertThatThrownBy(() -> CandleSeries.taking(Timeframe.M1, same))
                .hasMessage("timestamp must be later than 60000, was 60000 at index 1");
        assertThatThrownBy(() -> CandleSeries.taking(Timeframe.M1, zero))
                .hasMessage("low must be more than 0, was 0.0 at index 0");
    }

    private static void fill(CandleColumns columns, int index, long openTimeMs, double price) {
        columns.openTimesMs()[index] = openTimeMs;
        columns.opens()[index] = price;
        columns.highs()[index] = price;
        columns.lows()[index] = price;
        columns.closes()[index] = price;
        columns.volumes()[index] = price;
    }
}
