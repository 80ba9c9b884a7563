package cab.infrastructure.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is odd about candles is found, and what is usual is not. */
final class CandleCheckTest {

    private static final long HOUR = Timeframe.H1.lengthMs();

    private CandleSeries.Builder candles = CandleSeries.builder(Timeframe.H1);

    @Test
    void aQuietSeriesHasNothingOdd() {
        walk(0, 500);

        assertThat(CandleCheck.of(candles.build()))
                .isEqualTo(new CandleCheck.Report(List.of(), 0, new CandleGaps(0, 0, 0, 0), false));
    }

    @Test
    void oneCandleIsNothingOdd() {
        candles = candles.add(0, 1, 1, 1, 1, 0);

        assertThat(CandleCheck.of(candles.build()).found()).isZero();
    }

    @Test
    void aHoleIsGraveFromADayOn() {
        walk(0, 100);
        walk(100 + 23, 300);
        walk(300 + 24, 500);

        CandleCheck.Report report = CandleCheck.of(candles.build());

        assertThat(report.isGrave()).isTrue();
        assertThat(report.findings())
                .extracting(Finding::kind, Finding::atMs, Finding::candles, Finding::isGrave)
                .containsExactly(
                        tuple(Finding.Kind.GAP, 300 * HOUR, 24L, true),
                        tuple(Finding.Kind.GAP, 100 * HOUR, 23L, false));
    }

    @Test
    void aFifthOfTheCandlesMissingIsGraveThoughNoHoleIs() {
        for (int hour = 0; hour < 500; hour += 5) {
            walk(hour, hour + 4);
        }
        assertThat(CandleCheck.of(candles.build()).isGrave()).isFalse();

        candles = CandleSeries.builder(Timeframe.H1);
        for (int hour = 0; hour < 500; hour += 5) {
            walk(hour, hour + 3);
        }
        assertThat(CandleCheck.of(candles.build()).isGrave()).isTrue();
    }

    @Test
    void aSpikeIsAnOutlierAndOneThatDoublesIsGrave() {
        walk(0, 200);
        candles = candles.add(200 * HOUR, 100, 130, 100, 100, 5);
        walk(201, 300);
        candles = candles.add(300 * HOUR, 100, 200, 100, 100, 5);
        walk(301, 400);

        CandleCheck.Report report = CandleCheck.of(candles.build());

        assertThat(report.findings())
                .extracting(Finding::kind, Finding::atMs, Finding::isGrave)
                .containsExactly(
                        tuple(Finding.Kind.RANGE, 300 * HOUR, true), tuple(Finding.Kind.RANGE, 200 * HOUR, false));
    }

    @Test
    void aJumpBetweenTwoCandlesIsFoundButNotAcrossAHole() {
        walk(0, 200);
        candles = candles.add(200 * HOUR, 120, 120, 120, 120, 5);
        walk(201, 300);
        candles = candles.add(303 * HOUR, 120, 120, 120, 120, 5);

        assertThat(CandleCheck.of(candles.build()).findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.GAP, Finding.Kind.JUMP, Finding.Kind.JUMP);
    }

    @Test
    void aTimeWithoutTradesIsToldFromTenCandlesOn() {
        walk(0, 100);
        still(100, 109);
        walk(109, 200);
        still(200, 210);
        walk(210, 300);
        still(300, 324);

        assertThat(CandleCheck.of(candles.build()).findings())
                .extracting(Finding::kind, Finding::candles, Finding::isGrave)
                .containsExactly(tuple(Finding.Kind.NO_VOLUME, 24L, true), tuple(Finding.Kind.NO_VOLUME, 10L, false));
    }

    @Test
    void theSmallestAndTheLargestPricesAreNothingOdd() {
        for (double price : new double[] {1e-12, 1e9}) {
            candles = CandleSeries.builder(Timeframe.H1);
            for (int hour = 0; hour < 50; hour++) {
                candles = candles.add(hour * HOUR, price, price * 1.01, price, price, 1);
            }
            assertThat(CandleCheck.of(candles.build()).found()).isZero();
        }
    }

    private void walk(int from, int to) {
        for (int hour = from; hour < to; hour++) {
            candles = candles.add(hour * HOUR, 100, 100.5, 99.5, 100 + 0.1 * (hour % 2), 5);
        }
    }

    private void still(int from, int to) {
        for (int hour = from; hour < to; hour++) {
            candles = candles.add(hour * HOUR, 100, 100, 100, 100, 0);
        }
    }
}
