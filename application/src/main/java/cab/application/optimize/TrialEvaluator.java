package cab.application.optimize;

import java.util.List;
import java.util.function.Consumer;

/**
 * Whoever can say what would have come of some settings. It may use as many threads as it likes; the outcome of a trial
 * depends on its settings alone.
 */
@FunctionalInterface
public interface TrialEvaluator {

    /**
     * Runs {@code requests} in any order and gives each trial to {@code done}, on the thread of the caller. It returns
     * early, with some trials left out, when it was told to stop.
     */
    void evaluate(List<TrialRequest> requests, Consumer<Trial> done);
}
