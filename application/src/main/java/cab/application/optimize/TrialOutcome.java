package cab.application.optimize;

import java.util.Optional;

/** What came of a trial. */
public sealed interface TrialOutcome {

    /**
     * It was traded.
     *
     * @param figures what came of it
     * @param whyNotFast why the full backtest was needed; empty when the fast path was enough
     */
    record Evaluated(TrialFigures figures, Optional<String> whyNotFast) implements TrialOutcome {}

    /**
     * Its settings are not allowed together, such as a fast average that is slower than the slow one; nothing was run.
     *
     * @param reason the first problem
     */
    record Refused(String reason) implements TrialOutcome {}

    /**
     * It could not be run to its end.
     *
     * @param reason the fault
     */
    record Failed(String reason) implements TrialOutcome {}
}
