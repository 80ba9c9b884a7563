package cab.application.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cab.domain.market.Timeframe;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Closes are 15 minutes apart, the first a quarter of an hour behind the beginning. */
final class DrawdownTest {

    @Test
    void theDeepestFallIsTheOneThatIsLargestForItsPeak() {
        Drawdown drawdown = of(100, 120, 90, 130, 200, 160, 170);

        assertThat(drawdown.maxPercent()).isEqualTo(25, within(1e-9));
        assertThat(drawdown.high()).isEqualTo(120);
        assertThat(drawdown.low()).isEqualTo(90);
        assertThat(drawdown.start()).isEqualTo(close(1));
        assertThat(drawdown.end()).isEqualTo(close(2));
        assertThat(drawdown.recovered()).contains(close(3));
        // The fall from 200 to 160 is smaller for its peak, but larger in money, and lasts until the end.
        assertThat(drawdown.maxAmount()).isEqualTo(40);
        assertThat(drawdown.longest()).isEqualTo(Duration.ofMinutes(30));
        double squares = 0.25 * 0.25 + 0.2 * 0.2 + 0.15 * 0.15;
        assertThat(drawdown.ulcer()).isEqualTo(Math.sqrt(squares / 7) * 100, within(1e-9));
    }

    @Test
    void whatIsNotRegainedLastsUntilTheEnd() {
        Drawdown drawdown = of(100, 90, 95, 80);

        assertThat(drawdown.maxPercent()).isEqualTo(20, within(1e-9));
        assertThat(drawdown.recovered()).isEmpty();
        assertThat(drawdown.start()).isEqualTo(close(0));
        assertThat(drawdown.longest()).isEqualTo(Duration.ofMinutes(45));
    }

    @Test
    void aFallFromWhatWasPaidInCounts() {
        Drawdown drawdown = of(80);

        assertThat(drawdown.maxPercent()).isEqualTo(20, within(1e-9));
        assertThat(drawdown.start()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void equityThatNeverFallsHasNone() {
        for (double[] rising : new double[][] {{}, {100}, {100, 100, 101}}) {
            Drawdown drawdown = of(rising);

            assertThat(drawdown.maxPercent()).isZero();
            assertThat(drawdown.maxAmount()).isZero();
            assertThat(drawdown.ulcer()).isZero();
            assertThat(drawdown.longest()).isZero();
            assertThat(drawdown.recovered()).isEmpty();
        }
    }

    private static Drawdown of(double... equity) {
        double[] closes = equity.length == 0 ? new double[] {1} : equity;
        EquityLine.Builder coins = EquityLine.startingWith(0);
        coins.add(0, 0, 1, true);
        return Drawdown.of(coins.over(EquityLineTest.closes(closes), equity.length), 100, 0);
    }

    private static Instant close(int index) {
        return Instant.ofEpochMilli((index + 1) * Timeframe.M15.lengthMs());
    }
}
