package cab.application.optimize;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a study. Immutable.
 *
 * @param plan what was searched
 * @param trials all of them, in the order of their numbers
 * @param isComplete whether the plan was seen through: all its trials, or the whole space
 */
public record StudyResult(StudyPlan plan, List<Trial> trials, boolean isComplete) {

    public StudyResult {
        trials = List.copyOf(trials);
    }

    /** The trials that count, the best first. */
    public List<Trial> ranking() {
        return trials.stream()
                .filter(trial -> plan.goal().of(trial).isPresent())
                .sorted(plan.goal().bestFirst())
                .toList();
    }

    /** The best one; empty when none counts. */
    public Optional<Trial> best() {
        return trials.stream()
                .filter(trial -> plan.goal().of(trial).isPresent())
                .min(plan.goal().bestFirst());
    }

    /** Trials whose settings were not allowed. */
    public int refused() {
        return (int) trials.stream()
                .filter(trial -> trial.outcome() instanceof TrialOutcome.Refused)
                .count();
    }

    /** Trials that could not be run to their end. */
    public int failed() {
        return (int) trials.stream()
                .filter(trial -> trial.outcome() instanceof TrialOutcome.Failed)
                .count();
    }

    /** Trials that were run. */
    public int evaluated() {
        return trials.size() - refused() - failed();
    }

    /** Trials that were run, but do not count: too few trades, or no such figure. */
    public int notCounted() {
        return (int) trials.stream()
                .filter(trial -> trial.outcome() instanceof TrialOutcome.Evaluated
                        && plan.goal().of(trial).isEmpty())
                .count();
    }

    /** Trials that the fast path was enough for. */
    public int fast() {
        return (int) trials.stream()
                .filter(trial -> trial.outcome() instanceof TrialOutcome.Evaluated(var _, var why) && why.isEmpty())
                .count();
    }

    /** How many trials needed the full backtest, by reason. */
    public SortedMap<String, Integer> whyNotFast() {
        SortedMap<String, Integer> reasons = new TreeMap<>();
        for (Trial trial : trials) {
            if (trial.outcome() instanceof TrialOutcome.Evaluated(var _, Optional<String> why)) {
                why.ifPresent(reason -> reasons.merge(reason, 1, Integer::sum));
            }
        }
        return reasons;
    }
}
