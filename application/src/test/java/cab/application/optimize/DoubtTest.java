package cab.application.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cab.domain.statistics.Bootstrap;
import cab.domain.statistics.Interval;
import cab.domain.statistics.TradeOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DoubtTest {

    private static final double[] DAYS = new double[200];

    static {
        Arrays.setAll(DAYS, day -> 0.002 + 0.01 * Math.sin(day * 1.7));
    }

    private static StudyResult study(double... sharpes) {
        SearchSpace space = Studies.space("A=1..9");
        List<Trial> trials = new ArrayList<>();
        for (int number = 0; number < sharpes.length; number++) {
            trials.add(new Trial(number, space.at(number % 9), Studies.sharpe(sharpes[number])));
        }
        return new StudyResult(Studies.plan(space, SamplerKind.GRID, sharpes.length, 1), trials, true);
    }

    @Test
    void theMoreTrialsAndTheFurtherApartTheMoreIsLuck() {
        Course best = new Course(100, DAYS, new double[] {10, -5, 20});

        Doubt few = Doubt.of(study(0.9, 1.1), best);
        Doubt many = Doubt.of(study(0.9, 1.1, 0.9, 1.1, 0.9, 1.1, 0.9, 1.1), best);
        Doubt apart = Doubt.of(study(-4, 6, -4, 6, -4, 6, -4, 6), best);

        assertThat(few.trials()).isEqualTo(2);
        assertThat(many.luckySharpe()).isGreaterThan(few.luckySharpe());
        assertThat(apart.luckySharpe()).isGreaterThan(many.luckySharpe());
        assertThat(apart.byChance()).isGreaterThan(many.byChance());
        // What was chosen from changes nothing of the ratio itself.
        assertThat(apart.sharpe()).isEqualTo(few.sharpe());
        assertThat(apart.aboveZero()).isEqualTo(few.aboveZero());
    }

    @Test
    void theSameStudyIsDoubtedTheSameWay() {
        Course best = new Course(100, DAYS, new double[] {10, -5, 20});

        assertThat(Doubt.of(study(1, 2, 3), best)).isEqualTo(Doubt.of(study(1, 2, 3), best));
    }

    @Test
    void withoutDaysOrTradesThereIsNothingToMix() {
        Doubt one = Doubt.of(study(1, 2), new Course(100, new double[] {0.01}, new double[0]));
        Doubt two = Doubt.of(study(1, 2), new Course(100, new double[] {0.01, 0.02}, new double[] {10}));

        assertThat(one.bootstrap()).isEmpty();
        assertThat(one.tradeOrder()).isEmpty();
        assertThat(one.words()).hasSize(2);
        assertThat(two.bootstrap()).isPresent();
        assertThat(two.tradeOrder()).isPresent();
        assertThat(two.words()).hasSize(4);
    }

    @Test
    void itSaysSoInWords() {
        double day = Math.sqrt(365);
        Doubt doubt = new Doubt(
                12,
                1.5,
                1.25,
                0.31,
                0.9876,
                Optional.of(new Bootstrap(
                        new Interval(-3.21, 5, 9.99), new Interval(4, 6, 8.06), new Interval(0.5 / day, 1, 2.5 / day))),
                Optional.of(new TradeOrder(new Interval(1, 2, 3), 0.0004)));

        assertThat(doubt.words())
                .containsExactly(
                        "The best of 12 trials would look this good by chance with probability 31 %: chance alone gives"
                                + " the best of so many a Sharpe ratio of 1.25, this one has 1.50.",
                        "Had it been the only trial, its true Sharpe ratio would be above zero with probability 98.8 %.",
                        "The same days in another mixture give, nine times out of ten, a return of -3.2 to 10.0 %, a"
                                + " drawdown of 4.0 to 8.1 % and a Sharpe ratio of 0.50 to 2.50.",
                        "The same trades in another order give a drawdown of 1.0 to 3.0 %; less than 0.1 % of the orders"
                                + " are worse than the one that was.");
        assertThat(doubt.sharpeBounds().orElseThrow().low()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void oneTrialIsNoChoice() {
        Doubt doubt = new Doubt(1, 1, 0, 0, 0.5, Optional.empty(), Optional.empty());

        assertThat(doubt.words())
                .containsExactly(
                        "There is no choice to doubt with fewer than two trials.",
                        "Had it been the only trial, its true Sharpe ratio would be above zero with probability 50 %.");
    }
}
