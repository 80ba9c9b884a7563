package cab.infrastructure.sweep;

/** What became of a trial on the fast path. */
public sealed interface TrialOutcome {

    /** It ran, and its figures are those of the full pipeline. Immutable. */
    record Ran(TrialFigures figures) implements TrialOutcome {}

    /**
     * The fast path does not know something that the trial needs; the full pipeline has to run it. Immutable.
     *
     * @param reason what that is, in words
     */
    record Ineligible(String reason) implements TrialOutcome {}
}
