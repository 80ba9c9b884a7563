package cab.application.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StudyTest {

    private static final SearchSpace SPACE = Studies.space("A=0..19", "B=0.0..1.9", "C=x|y|z");

    private static final TrialEvaluator HILL = Studies.evaluator(settings -> {
        double a = Studies.number(settings, "A") - 13;
        double b = Studies.number(settings, "B") * 10 - 4;
        return -a * a - b * b + (Studies.word(settings, "C").equals("y") ? 5 : 0);
    });

    @Test
    void aGridTriesEachCombinationOnceAndTheLastSettingChangesFastest() {
        SearchSpace space = Studies.space("A=1..2", "B=x|y|z");

        StudyResult result = study(Studies.plan(space, SamplerKind.GRID, 6, 1), settings -> 0);

        assertThat(result.trials())
                .extracting(
                        trial -> String.join("", space.settings(trial.point()).values()))
                .containsExactly("1x", "1y", "1z", "2x", "2y", "2z");
        assertThat(result.isComplete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SamplerKind.class)
    void noCombinationIsTriedTwiceAndASmallSpaceIsTriedWhole(SamplerKind sampler) {
        SearchSpace space = Studies.space("A=1..7", "B=1..6");

        StudyResult result = study(Studies.plan(space, sampler, 100, 3), settings -> Studies.number(settings, "A"));

        assertThat(result.trials()).hasSize(42).extracting(Trial::point).doesNotHaveDuplicates();
        assertThat(result.isComplete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SamplerKind.class)
    void theOrderInWhichWorkersAreDoneDoesNotMatter(SamplerKind sampler) {
        StudyPlan plan = Studies.plan(SPACE, sampler, 120, 7);

        StudyResult oneWorker = new Study(plan, HILL, Studies.NOBODY).run(Map.of());

        for (long seed = 1; seed <= 5; seed++) {
            StudyResult many = new Study(plan, Studies.shuffled(HILL, seed), Studies.NOBODY).run(Map.of());
            assertThat(many).as("seed %d", seed).isEqualTo(oneWorker);
        }
    }

    @ParameterizedTest
    @EnumSource(SamplerKind.class)
    void aStudyThatWasInterruptedAnywhereEndsAsIfItHadNotBeen(SamplerKind sampler) {
        StudyPlan plan = Studies.plan(SPACE, sampler, 90, 11);
        StudyResult whole = new Study(plan, HILL, Studies.NOBODY).run(Map.of());

        for (int kept : new int[] {0, 1, 7, 8, 30, 61, 89, 90}) {
            Map<Integer, Trial> known = new HashMap<>();
            // Every third trial of the last batch is missing too, as when workers were cut off.
            whole.trials().stream()
                    .filter(trial -> trial.number() < kept || (trial.number() < kept + 5 && trial.number() % 3 == 0))
                    .forEach(trial -> known.put(trial.number(), trial));
            List<Integer> run = new ArrayList<>();
            StudyResult resumed = new Study(plan, HILL, watching(run)).run(known);

            assertThat(resumed).as("after %d", kept).isEqualTo(whole);
            assertThat(run).hasSize(90 - known.size()).doesNotContainAnyElementsOf(known.keySet());
        }
    }

    @Test
    void trialsOfAnotherPlanAreNotTaken() {
        StudyPlan plan = Studies.plan(SPACE, SamplerKind.RANDOM, 10, 1);
        Trial foreign = new Trial(0, new Point(List.of(0, 0, 0)), Studies.sharpe(1));

        assertThatThrownBy(() -> new Study(plan, HILL, Studies.NOBODY).run(Map.of(0, foreign)))
                .hasMessageContaining("trial 0 is not one of this plan");
    }

    @Test
    void whatIsRefusedOrFailsOrTradesTooLittleIsCountedAndNotRanked() {
        SearchSpace space = Studies.space("A=0..9");
        StudyPlan plan = new StudyPlan(space, SamplerKind.GRID, new Goal(Objective.SHARPE, 5), 10, 1);
        TrialEvaluator evaluator = Studies.outcomes(settings -> switch (Studies.word(settings, "A")) {
            case "0", "1", "2" -> new TrialOutcome.Refused("fast must be less than slow");
            case "3" -> new TrialOutcome.Failed("java.lang.ArithmeticException");
            case "4" -> new TrialOutcome.Evaluated(Studies.figures(99, 4), Optional.of("a model decides"));
            case "5" -> new TrialOutcome.Evaluated(Studies.figures(98, 5), Optional.of("a model decides"));
            default -> Studies.sharpe(Studies.number(settings, "A"));
        });

        StudyResult result = new Study(plan, evaluator, Studies.NOBODY).run(Map.of());

        assertThat(result.refused()).isEqualTo(3);
        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.evaluated()).isEqualTo(6);
        assertThat(result.notCounted()).isEqualTo(1);
        assertThat(result.fast()).isEqualTo(4);
        assertThat(result.whyNotFast()).containsExactly(Map.entry("a model decides", 2));
        assertThat(result.ranking()).extracting(Trial::number).containsExactly(5, 9, 8, 7, 6);
        assertThat(result.best()).map(Trial::number).hasValue(5);
    }

    @Test
    void whoWantsToStopKeepsWhatIsDone() {
        List<Trial> done = new ArrayList<>();
        StudyWatcher watcher = new StudyWatcher() {
            @Override
            public void ended(Trial trial) {
                done.add(trial);
            }

            @Override
            public boolean isStopWanted() {
                return done.size() >= 20;
            }
        };
        TrialEvaluator stopping = (requests, consumer) -> {
            for (TrialRequest request : requests) {
                if (!watcher.isStopWanted()) {
                    HILL.evaluate(List.of(request), consumer);
                }
            }
        };

        StudyResult result = new Study(Studies.plan(SPACE, SamplerKind.TPE, 100, 2), stopping, watcher).run(Map.of());

        assertThat(result.trials()).hasSize(20).isEqualTo(done);
        assertThat(result.isComplete()).isFalse();
    }

    @Test
    void aDifferentSeedIsADifferentStudy() {
        Stream<List<Point>> studies = Stream.of(1L, 2L)
                .map(seed -> new Study(Studies.plan(SPACE, SamplerKind.RANDOM, 20, seed), HILL, Studies.NOBODY)
                        .run(Map.of()).trials().stream().map(Trial::point).toList());

        assertThat(studies.collect(Collectors.toSet())).hasSize(2);
    }

    private static StudyWatcher watching(List<Integer> numbers) {
        return new StudyWatcher() {
            @Override
            public void ended(Trial trial) {
                numbers.add(trial.number());
            }

            @Override
            public boolean isStopWanted() {
                return false;
            }
        };
    }

    private static StudyResult study(StudyPlan plan, ToDoubleFunction<Map<String, String>> function) {
        return new Study(plan, Studies.evaluator(function), Studies.NOBODY).run(Map.of());
    }
}
