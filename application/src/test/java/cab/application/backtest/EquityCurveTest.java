package cab.application.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class EquityCurveTest {

    private static final long DAY_MS = 86_400_000L;

    @Test
    void theDrawdownIsTheLargestFallFromAPeakBeforeIt() {
        EquityCurve curve = new EquityCurve(100);

        mark(curve, 120, 90, 110, 200, 170);

        assertThat(curve.maxDrawdownPercent()).isEqualTo(25, within(1e-9));
    }

    @Test
    void equityThatOnlyRisesHasNoDrawdown() {
        EquityCurve curve = new EquityCurve(100);

        mark(curve, 100, 101, 102);

        assertThat(curve.maxDrawdownPercent()).isZero();
    }

    @Test
    void aFallBelowWhatWasPaidInIsADrawdown() {
        EquityCurve curve = new EquityCurve(100);

        mark(curve, 80);

        assertThat(curve.maxDrawdownPercent()).isEqualTo(20, within(1e-9));
    }

    @Test
    void ratiosAreOverDailyReturns() {
        EquityCurve curve = new EquityCurve(100);

        // Days of +10 %, −10 % and +10 %: mean 1/30, sample deviation 0.11547.
        endOfDay(curve, 1, 110);
        endOfDay(curve, 2, 99);
        endOfDay(curve, 3, 108.9);
        curve.end();

        double mean = 0.1 / 3;
        double deviation = Math.sqrt((2 * sq(0.1 - mean) + sq(-0.1 - mean)) / 2);
        assertThat(curve.sharpe().orElseThrow()).isEqualTo(mean / deviation * Math.sqrt(365), within(1e-9));
        double losing = Math.sqrt(sq(0.1) / 3);
        assertThat(curve.sortino().orElseThrow()).isEqualTo(mean / losing * Math.sqrt(365), within(1e-9));
    }

    @Test
    void aCloseAtMidnightBelongsToTheDayThatEnds() {
        EquityCurve curve = new EquityCurve(100);

        curve.mark(DAY_MS, 110);
        curve.mark(DAY_MS + 1, 99);
        curve.end();

        // Two days; were midnight part of the second, there would be one day less and no ratio.
        assertThat(curve.sharpe()).isPresent();
    }

    @Test
    void oneDayHasNoRatio() {
        EquityCurve curve = new EquityCurve(100);

        mark(curve, 110, 105);
        curve.end();

        assertThat(curve.sharpe()).isEmpty();
        assertThat(curve.sortino()).isEmpty();
    }

    @Test
    void daysWithoutChangeHaveNoRatio() {
        EquityCurve curve = new EquityCurve(100);

        endOfDay(curve, 1, 100);
        endOfDay(curve, 2, 100);
        curve.end();

        assertThat(curve.sharpe()).isEmpty();
        assertThat(curve.sortino()).isEmpty();
    }

    @Test
    void manyDaysFit() {
        EquityCurve curve = new EquityCurve(100);

        for (int day = 1; day <= 200; day++) {
            endOfDay(curve, day, 100 + day % 2);
        }
        curve.end();
        curve.end();

        assertThat(curve.sharpe()).isPresent();
    }

    private static void mark(EquityCurve curve, double... equities) {
        long atMs = 1;
        for (double equity : equities) {
            curve.mark(atMs++, equity);
        }
    }

    private static void endOfDay(EquityCurve curve, int day, double equity) {
        curve.mark(day * DAY_MS, equity);
    }

    private static double sq(double value) {
        return value * value;
    }
}
