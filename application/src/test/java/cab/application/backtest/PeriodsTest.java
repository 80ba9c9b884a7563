package cab.application.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class PeriodsTest {

    @Test
    void daysAndMonthsBeginWithWhatTheLastOneEndedWith() {
        // 30 and 31 January and 1 February, two closes a day; the second close of a day is at midnight.
        BacktestResult result = Results.holding(105, 110, 100, 121, 100, 90);

        assertThat(Periods.days(result))
                .containsExactly(
                        new PeriodReturn("2024-01-30", 100, 110),
                        new PeriodReturn("2024-01-31", 110, 121),
                        new PeriodReturn("2024-02-01", 121, 90));
        assertThat(Periods.months(result))
                .containsExactly(new PeriodReturn("2024-01", 100, 121), new PeriodReturn("2024-02", 121, 90));
        assertThat(Periods.months(result).getFirst().percent()).isEqualTo(21, within(1e-9));
        assertThat(Periods.months(result).getLast().change()).isEqualTo(-31);
    }

    @Test
    void aPeriodThatBeganWithNothingHasNoReturn() {
        assertThat(new PeriodReturn("2024-01", 0, 5).share()).isZero();
    }
}
