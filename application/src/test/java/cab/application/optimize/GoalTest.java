package cab.application.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class GoalTest {

    /** A return of 44 % in two years, at a drawdown of 8 %. */
    private static final TrialFigures FIGURES = new TrialFigures(
            44, 8, 20, 12, OptionalDouble.of(1.1), OptionalDouble.of(1.7), OptionalDouble.of(1.4), 30, 2);

    @Test
    void everyObjectiveIsBetterWhenItIsLarger() {
        assertThat(Objective.SHARPE.of(FIGURES)).hasValue(1.1);
        assertThat(Objective.SORTINO.of(FIGURES)).hasValue(1.7);
        assertThat(Objective.CALMAR.of(FIGURES).orElseThrow()).isCloseTo(20.0 / 8, within(1e-9));
        assertThat(Objective.RETURN.of(FIGURES)).hasValue(44);
        assertThat(Objective.PROFIT_FACTOR.of(FIGURES)).hasValue(1.4);
        assertThat(Objective.DRAWDOWN.of(FIGURES)).hasValue(-8);
        assertThat(Objective.RETURN_PER_TRADE.of(FIGURES)).hasValue(2.2);
    }

    @Test
    void enoughTradesCountAndOneLessDoesNot() {
        assertThat(new Goal(Objective.SHARPE, 20).of(trial(FIGURES))).hasValue(1.1);
        assertThat(new Goal(Objective.SHARPE, 21).of(trial(FIGURES))).isEmpty();
    }

    @Test
    void whatHasNoNumberDoesNotCount() {
        TrialFigures flat = new TrialFigures(
                0, 0, 0, 0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 0, 1);

        for (Objective objective :
                List.of(Objective.SHARPE, Objective.SORTINO, Objective.CALMAR, Objective.RETURN_PER_TRADE)) {
            assertThat(new Goal(objective, 0).of(trial(flat)))
                    .as(objective.word())
                    .isEmpty();
        }
        assertThat(new Goal(Objective.RETURN, 0).of(trial(flat))).hasValue(0);
    }

    @Test
    void whoLosesEverythingHasAReturnOfAYearToo() {
        TrialFigures ruin = new TrialFigures(
                -100, 100, 3, 0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 1, 2);

        assertThat(ruin.yearlyReturnPercent()).isEqualTo(-100);
    }

    @Test
    void objectivesAreFoundByTheirWord() {
        for (Objective objective : Objective.values()) {
            assertThat(Objective.of(objective.word())).hasValue(objective);
        }
        assertThat(Objective.of("SHARPE")).isEmpty();
        assertThat(Objective.words()).startsWith("sharpe, sortino, calmar");
    }

    private static Trial trial(TrialFigures figures) {
        return new Trial(0, new Point(List.of(0)), new TrialOutcome.Evaluated(figures, Optional.empty()));
    }
}
