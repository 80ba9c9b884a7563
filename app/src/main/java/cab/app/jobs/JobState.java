package cab.app.jobs;

/** Where a job stands. */
public enum JobState {
    /** It waits for its turn. */
    QUEUED,
    /** It is being done. */
    RUNNING,
    /** It has ended with a result. */
    DONE,
    /** It has ended without one, and says why. */
    FAILED,
    /** Somebody has ended it, or the program was stopped. */
    CANCELLED;

    /** Whether nothing about it changes any more. */
    public boolean isOver() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
