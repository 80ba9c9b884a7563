package cab.application.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class StatisticsTest {

    private static final double[] DAYS = {0.10, -0.10, 0.10};

    @Test
    void ratiosOfThreeDaysWorkedOutByHand() {
        // Mean 1/30; deviation √((2·(1/15)² + (2/15)²) / 2) = 0.115470…; losing root mean square √(0.01 / 3).
        assertThat(Statistics.mean(DAYS)).isEqualTo(1 / 30.0, within(1e-12));
        assertThat(Statistics.deviation(DAYS).orElseThrow()).isEqualTo(0.11547005383792516, within(1e-12));
        assertThat(Statistics.sharpe(DAYS).orElseThrow()).isEqualTo(5.515130, within(1e-6));
        assertThat(Statistics.sortino(DAYS).orElseThrow()).isEqualTo(11.030262, within(1e-6));
        assertThat(Statistics.omega(DAYS).orElseThrow()).isEqualTo(2, within(1e-12));
    }

    @Test
    void nothingAndOneValueHaveNoDeviation() {
        for (double[] few : new double[][] {{}, {0.5}}) {
            assertThat(Statistics.deviation(few)).isEmpty();
            assertThat(Statistics.sharpe(few)).isEmpty();
            assertThat(Statistics.sortino(few)).isEmpty();
            assertThat(Statistics.tValue(few)).isEmpty();
            assertThat(Statistics.pValue(few)).isEmpty();
        }
        assertThat(Statistics.mean(new double[0])).isZero();
    }

    @Test
    void valuesThatAreAllTheSameHaveNoRatio() {
        double[] same = {0.5, 0.5, 0.5};

        assertThat(Statistics.sharpe(same)).isEmpty();
        assertThat(Statistics.sortino(same)).isEmpty();
        assertThat(Statistics.omega(same)).isEmpty();
        assertThat(Statistics.tValue(same)).isEmpty();
    }

    @Test
    void onlyLossesHaveAnOmegaOfNothing() {
        assertThat(Statistics.omega(new double[] {-0.1, -0.2}).orElseThrow()).isZero();
    }

    @Test
    void thePValueIsThatOfStudentsTable() {
        // t of 2, 4: mean 3, deviation √2, t = 3 with one degree of freedom: p = 2/π · arctan(1/3) = 0.204833.
        assertThat(Statistics.pValue(new double[] {2, 4}).orElseThrow()).isEqualTo(0.2048328, within(1e-6));
        // The table: 10 degrees of freedom, 5 % on both sides together, t = 2.228139.
        assertThat(Statistics.pValue(valuesWithT(2.228139, 11)).orElseThrow()).isEqualTo(0.05, within(1e-6));
        // 100 degrees of freedom, 1 %: t = 2.625891.
        assertThat(Statistics.pValue(valuesWithT(2.625891, 101)).orElseThrow()).isEqualTo(0.01, within(1e-6));
        // No mean at all: certainly chance.
        assertThat(Statistics.pValue(new double[] {-1, 1}).orElseThrow()).isEqualTo(1, within(1e-9));
    }

    /** {@code count} values, an odd number, with this t: half of them below the mean, half above. */
    private static double[] valuesWithT(double t, int count) {
        double[] values = new double[count];
        for (int index = 0; index + 1 < count; index += 2) {
            values[index] = -1;
            values[index + 1] = 1;
        }
        double deviation = Statistics.deviation(values).orElseThrow();
        for (int index = 0; index < count; index++) {
            values[index] += t * deviation / Math.sqrt(count);
        }
        return values;
    }
}
