package cab.application.optimize;

/** Whoever watches a study: it keeps the trials, tells of them, and may end it. Called on the thread of the study. */
public interface StudyWatcher {

    /** A trial has ended. */
    void ended(Trial trial);

    /** Whether the study is to end with what it has. */
    boolean isStopWanted();
}
