package cab.application.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A search: chooses a batch of combinations, has them run, chooses the next.
 *
 * <p>The same plan gives the same trials, whatever the number of workers: a batch is chosen from the trials of earlier
 * batches alone, in the order of their numbers. So a study that was interrupted goes on to the same end. Owned by one
 * thread.
 */
public final class Study {

    private final StudyPlan plan;
    private final TrialEvaluator evaluator;
    private final StudyWatcher watcher;

    public Study(StudyPlan plan, TrialEvaluator evaluator, StudyWatcher watcher) {
        this.plan = plan;
        this.evaluator = evaluator;
        this.watcher = watcher;
    }

    /**
     * Runs the study.
     *
     * @param known trials of an earlier run of the same plan, by number; they are not run again, and the watcher is not
     *     told of them
     */
    public StudyResult run(Map<Integer, Trial> known) {
        Sampler sampler = plan.sampler().sampler(plan.space(), plan.seed());
        History history = new History(plan.goal());
        while (history.size() < plan.trials() && (!watcher.isStopWanted() || known.containsKey(history.size()))) {
            int wanted = Math.min(sampler.batchSize(), plan.trials() - history.size());
            List<Point> points = sampler.next(wanted, history);
            SortedMap<Integer, Trial> batch = run(points, history.size(), known);
            batch.values().forEach(history::add);
            if (batch.size() < wanted) {
                boolean isAll = batch.size() == points.size();
                return new StudyResult(plan, history.trials(), isAll);
            }
        }
        return new StudyResult(plan, history.trials(), history.size() == plan.trials());
    }

    private SortedMap<Integer, Trial> run(List<Point> points, int firstNumber, Map<Integer, Trial> known) {
        SortedMap<Integer, Trial> batch = new TreeMap<>();
        List<TrialRequest> requests = new ArrayList<>();
        for (int index = 0; index < points.size(); index++) {
            int number = firstNumber + index;
            Point point = points.get(index);
            Trial before = known.get(number);
            if (before == null) {
                requests.add(new TrialRequest(number, point, plan.space().settings(point)));
            } else if (before.point().equals(point)) {
                batch.put(number, before);
            } else {
                throw new IllegalArgumentException("trial " + number + " is not one of this plan: it tried "
                        + plan.space().settings(before.point()) + " instead of "
                        + plan.space().settings(point));
            }
        }
        if (!requests.isEmpty() && !watcher.isStopWanted()) {
            evaluator.evaluate(requests, trial -> {
                batch.put(trial.number(), trial);
                watcher.ended(trial);
            });
        }
        return batch;
    }
}
