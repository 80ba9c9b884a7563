package cab.application.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** On functions whose maximum is known. */
final class TpeSamplerTest {

    private static final int SEEDS = 30;

    @Test
    void itFindsMoreThanChanceOnASphere() {
        SearchSpace space = Studies.space("X=-5.00..5.00", "Y=-5.00..5.00");
        ToDoubleFunction<Map<String, String>> sphere = settings -> {
            double x = Studies.number(settings, "X") - 1.3;
            double y = Studies.number(settings, "Y") + 2.4;
            return -x * x - y * y;
        };

        assertThat(meanRegret(space, SamplerKind.TPE, sphere, 0))
                .isLessThan(0.5 * meanRegret(space, SamplerKind.RANDOM, sphere, 0));
    }

    @Test
    void itFindsMoreThanChanceOnBranin() {
        SearchSpace space = Studies.space("X=-5.00..10.00", "Y=0.00..15.00");
        ToDoubleFunction<Map<String, String>> branin = settings -> {
            double x = Studies.number(settings, "X");
            double y = Studies.number(settings, "Y");
            double a = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
            return -(a * a + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10);
        };

        assertThat(meanRegret(space, SamplerKind.TPE, branin, -0.397887))
                .isLessThan(0.8 * meanRegret(space, SamplerKind.RANDOM, branin, -0.397887));
    }

    @Test
    void itFindsMoreThanChanceWithChoicesALogarithmAndRefusals() {
        SearchSpace space = Studies.space("N=1..1000:log", "M=a|b|c|d|e", "X=0.00..1.00");
        ToDoubleFunction<Map<String, String>> peak = settings -> {
            double n = Math.log10(Studies.number(settings, "N")) - 1.2;
            double x = Studies.number(settings, "X") - 0.7;
            return -n * n - 4 * x * x - (Studies.word(settings, "M").equals("d") ? 0 : 1);
        };

        assertThat(meanRegret(space, SamplerKind.TPE, peak, 0))
                .isLessThan(0.6 * meanRegret(space, SamplerKind.RANDOM, peak, 0));
    }

    @Test
    void itKeepsAwayFromWhatIsRefused() {
        SearchSpace space = Studies.space("A=0..999", "B=0..9");
        TrialEvaluator evaluator = Studies.outcomes(settings -> Studies.number(settings, "A") < 500
                ? new TrialOutcome.Refused("too small")
                : Studies.sharpe(Studies.number(settings, "B")));

        StudyResult result =
                new Study(Studies.plan(space, SamplerKind.TPE, 200, 5), evaluator, Studies.NOBODY).run(Map.of());

        long refusedLate = result.trials().stream()
                .filter(trial -> trial.number() >= 100)
                .filter(trial -> trial.outcome() instanceof TrialOutcome.Refused)
                .count();
        assertThat(refusedLate).as("of 100, where chance has 50").isLessThan(15);
    }

    @Test
    void withoutATrialThatCountsItGoesOnByChance() {
        SearchSpace space = Studies.space("A=0..999");
        TrialEvaluator evaluator = Studies.outcomes(settings -> new TrialOutcome.Refused("always"));

        StudyResult result =
                new Study(Studies.plan(space, SamplerKind.TPE, 60, 5), evaluator, Studies.NOBODY).run(Map.of());

        assertThat(result.trials()).hasSize(60);
        assertThat(result.best()).isEmpty();
    }

    /** How far the best of 80 trials is from the maximum, on average over seeds. */
    private static double meanRegret(
            SearchSpace space, SamplerKind sampler, ToDoubleFunction<Map<String, String>> function, double maximum) {
        double sum = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            StudyResult result = new Study(
                            Studies.plan(space, sampler, 80, seed), Studies.evaluator(function), Studies.NOBODY)
                    .run(Map.of());
            sum += maximum
                    - result.plan().goal().of(result.best().orElseThrow()).getAsDouble();
        }
        return sum / SEEDS;
    }
}
