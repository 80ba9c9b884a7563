package cab.application.optimize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Studies of functions that are known, in place of backtests. */
final class Studies {

    static final StudyWatcher NOBODY = new StudyWatcher() {
        @Override
        public void ended(Trial trial) {
            // Nobody watches.
        }

        @Override
        public boolean isStopWanted() {
            return false;
        }
    };

    private Studies() {}

    static SearchSpace space(String... dimensions) {
        return new SearchSpace(Stream.of(dimensions)
                .map(text -> switch (DimensionText.read(text)) {
                    case DimensionText.Outcome.Read(Dimension dimension) -> dimension;
                    case DimensionText.Outcome.Refused(String problem) -> throw new AssertionError(problem);
                })
                .toList());
    }

    static StudyPlan plan(SearchSpace space, SamplerKind sampler, int trials, long seed) {
        return new StudyPlan(space, sampler, new Goal(Objective.SHARPE, 1), trials, seed);
    }

    static TrialOutcome sharpe(double value) {
        return new TrialOutcome.Evaluated(figures(value, 10), Optional.empty());
    }

    static TrialFigures figures(double sharpe, int trades) {
        return new TrialFigures(
                5, 10, trades, 4, OptionalDouble.of(sharpe), OptionalDouble.empty(), OptionalDouble.of(1.5), 30, 1);
    }

    static double number(Map<String, String> settings, String name) {
        return Double.parseDouble(word(settings, name));
    }

    static String word(Map<String, String> settings, String name) {
        return Objects.requireNonNull(settings.get(name), name);
    }

    /** Finds the Sharpe ratio of each trial by {@code function}, in the order of the request. */
    static TrialEvaluator evaluator(ToDoubleFunction<Map<String, String>> function) {
        return outcomes(settings -> sharpe(function.applyAsDouble(settings)));
    }

    static TrialEvaluator outcomes(Function<Map<String, String>, TrialOutcome> function) {
        return (requests, done) ->
                requests.forEach(request -> done.accept(request.with(function.apply(request.settings()))));
    }

    /** The same trials in another order, as many workers would give them. */
    static TrialEvaluator shuffled(TrialEvaluator evaluator, long seed) {
        Random chance = new Random(seed);
        return (requests, done) -> {
            List<TrialRequest> shuffled = new ArrayList<>(requests);
            Collections.shuffle(shuffled, chance);
            evaluator.evaluate(shuffled, done);
        };
    }
}
