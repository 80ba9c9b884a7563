package cab.application.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class WalkForwardResultTest {

    private static final Currency USDT = new Currency("USDT");
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final StudyPlan PLAN = Studies.plan(Studies.space("A=1..3", "B=1..3"), SamplerKind.GRID, 9, 1);

    private static TrialFigures figures(double returnPercent, double years) {
        return new TrialFigures(
                returnPercent,
                10,
                7,
                4,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                30,
                years);
    }

    /** A window that chose point {@code number} of the grid, which promised and kept so much of a year. */
    private static WalkForwardResult.Step window(int number, double promised, double kept) {
        Trial chosen = new Trial(
                number, PLAN.space().at(number), new TrialOutcome.Evaluated(figures(promised, 1), Optional.empty()));
        return step(Optional.of(chosen), Optional.of(figures(kept, 1)));
    }

    private static WalkForwardResult.Step step(Optional<Trial> chosen, Optional<TrialFigures> traded) {
        return new WalkForwardResult.Step(
                START,
                START.plus(Duration.ofDays(180)),
                START.plus(Duration.ofDays(210)),
                chosen,
                traded,
                new StudyResult(PLAN, List.of(), true));
    }

    private static WalkForwardResult of(String end, WalkForwardResult.Step... windows) {
        return new WalkForwardResult(
                PLAN,
                List.of(windows),
                Money.of("1000", USDT),
                Money.of(end, USDT),
                12.345,
                OptionalDouble.of(1),
                0.876,
                21,
                true);
    }

    @Test
    void itSaysInWordsWhatBecameOfThePromise() {
        // Points 0, 1 and 1 differ once in the setting that goes first.
        WalkForwardResult result = of("1100", window(0, 21, 10), window(1, 0, -5), window(1, 0, 4));
        List<String> changed = new ArrayList<>();
        result.unrest()
                .forEach((name, share) ->
                        changed.add(name + " changed in " + Math.round(share * 100) + " % of the steps."));

        assertThat(result.words().subList(0, 3))
                .containsExactly(
                        "On candles that were never searched it returned 10.00 % with a drawdown of 12.35 % and 21 trades;"
                                + " 2 of 3 windows won.",
                        "Its true Sharpe ratio is above zero with probability 88 %.",
                        "It kept 44 % of what the searches promised.");
        assertThat(result.words().subList(3, 5)).isEqualTo(changed);
        assertThat(changed)
                .containsExactlyInAnyOrder("A changed in 0 % of the steps.", "B changed in 50 % of the steps.");
    }

    @Test
    void whatIsKeptIsComparedWithWhatWasPromisedAsYearlyGrowth() {
        assertThat(of("1100", window(0, 21, 10)).efficiency().orElseThrow())
                .isCloseTo(Math.log(1.1) / Math.log(1.21), within(1e-12));
        // Two windows that promise as much together as one of them kept.
        assertThat(of("1100", window(0, 10, 21), window(0, 10, 0)).efficiency().orElseThrow())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void searchesThatPromiseNothingAreSaidToHavePromisedNothing() {
        WalkForwardResult lost = of("900", window(0, 0, 5));

        assertThat(lost.efficiency()).isEmpty();
        assertThat(lost.words()).contains("The searches promised nothing.");
    }

    @Test
    void aWindowInWhichNothingCountedIsNeitherWonNorTraded() {
        WalkForwardResult result = of("1000", step(Optional.empty(), Optional.empty()), window(4, 10, 1));

        assertThat(result.winningWindows()).isEqualTo(1);
        assertThat(result.words().getFirst()).endsWith("1 of 1 windows won.");
        assertThat(result.choices().values())
                .allSatisfy(values -> assertThat(values).hasSize(1));
        assertThat(result.unrest().values()).containsOnly(0.0);
        assertThat(of("1000", step(Optional.empty(), Optional.empty())).choices())
                .isEqualTo(Map.of());
    }

    @Test
    void aDriftThatNeverFailsIsNearlyCertainlyAboveZero() {
        double[] days = new double[300];
        Arrays.setAll(days, day -> 0.001 + 0.002 * Math.sin(day * 2.1));
        double[] against = Arrays.stream(days).map(day -> -day).toArray();

        assertThat(WalkForwardResult.aboveZero(days)).isGreaterThan(0.999);
        assertThat(WalkForwardResult.aboveZero(against)).isLessThan(0.001);
    }
}
