package cab.application.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class FindingsTest {

    private static final SearchSpace SPACE = Studies.space("A=0..19", "B=0..19");

    @Test
    void aSettingThatAloneDecidesExplainsEverything() {
        Findings findings = findings(settings -> Studies.number(settings, "A") >= 10 ? 1 : 0);

        assertThat(findings.importances()).extracting(Importance::name).containsExactly("A", "B");
        assertThat(findings.importances().getFirst().share()).isGreaterThan(0.9);
        assertThat(findings.importances().getLast().share()).isCloseTo(0, within(0.01));
    }

    @Test
    void settingsThatWorkOnlyTogetherExplainNothingAlone() {
        Findings findings = findings(
                settings -> (Studies.number(settings, "A") >= 10) == (Studies.number(settings, "B") >= 10) ? 1 : 0);

        assertThat(findings.importances())
                .allSatisfy(importance -> assertThat(importance.share()).isCloseTo(0, within(0.02)));
    }

    @Test
    void aLonelyPeakIsToldFromAPlateau() {
        // A peak of one at 3/3, and a hill that is nearly as high around 14/14.
        ToDoubleFunction<Map<String, String>> twoHills = settings -> {
            double a = Studies.number(settings, "A");
            double b = Studies.number(settings, "B");
            if (a == 3 && b == 3) {
                return 10;
            }
            return Math.max(0, 9 - ((a - 14) * (a - 14) + (b - 14) * (b - 14)) / 10);
        };

        Findings findings = findings(twoHills);

        assertThat(SPACE.settings(findings.best().getFirst().point())).containsEntry("A", "3");
        assertThat(findings.neighbourhoods().getFirst().isPlateau()).isFalse();
        assertThat(findings.neighbourhoods().getFirst().height()).isCloseTo(0, within(0.05));
        assertThat(findings.neighbourhoods().get(1).isPlateau()).isTrue();
        assertThat(findings.neighbourhoods().get(1).neighbours()).isEqualTo(8);
        assertThat(SPACE.settings(findings.sturdiest().orElseThrow().point())).isEqualTo(Map.of("A", "14", "B", "14"));
    }

    @Test
    void aStudyWithoutATrialThatCountsHasNoFindings() {
        StudyResult result = new Study(
                        Studies.plan(SPACE, SamplerKind.RANDOM, 20, 1),
                        Studies.outcomes(_ -> new TrialOutcome.Refused("no")),
                        Studies.NOBODY)
                .run(Map.of());

        Findings findings = Findings.of(result, 5);

        assertThat(findings.best()).isEmpty();
        assertThat(findings.sturdiest()).isEmpty();
        assertThat(findings.importances())
                .allSatisfy(importance -> assertThat(importance.share()).isZero());
    }

    @Test
    void oneTrialHasNoNeighbours() {
        StudyResult result = new Study(
                        Studies.plan(SPACE, SamplerKind.RANDOM, 1, 1), Studies.evaluator(_ -> 1), Studies.NOBODY)
                .run(Map.of());

        Findings findings = Findings.of(result, 5);

        assertThat(findings.neighbourhoods()).singleElement().satisfies(around -> {
            assertThat(around.neighbours()).isZero();
            assertThat(around.isPlateau()).isFalse();
        });
    }

    @Test
    void theHeatMapShowsTheTwoSettingsThatMatterMost() {
        SearchSpace space = Studies.space("A=1..3", "X=1..60", "C=u|v");
        StudyResult result = new Study(
                        Studies.plan(space, SamplerKind.GRID, 360, 1),
                        Studies.outcomes(settings -> Studies.word(settings, "A").equals("2")
                                ? new TrialOutcome.Refused("no")
                                : Studies.sharpe(Studies.number(settings, "X") + 100 * Studies.number(settings, "A"))),
                        Studies.NOBODY)
                .run(Map.of());

        HeatMap map = HeatMap.of(result).orElseThrow();

        assertThat(map.across()).isEqualTo("A");
        assertThat(map.down()).isEqualTo("X");
        assertThat(map.columns()).containsExactly("1", "2", "3");
        assertThat(map.rows()).hasSize(30).startsWith("1", "3", "5");
        assertThat(map.cells().getFirst())
                .containsExactly(OptionalDouble.of(101.5), OptionalDouble.empty(), OptionalDouble.of(301.5));
        assertThat(HeatMap.of(new StudyResult(
                        Studies.plan(Studies.space("A=1..3"), SamplerKind.GRID, 3, 1), List.of(), true)))
                .isEmpty();
    }

    private static Findings findings(ToDoubleFunction<Map<String, String>> function) {
        return Findings.of(
                new Study(Studies.plan(SPACE, SamplerKind.GRID, 400, 1), Studies.evaluator(function), Studies.NOBODY)
                        .run(Map.of()),
                10);
    }
}
