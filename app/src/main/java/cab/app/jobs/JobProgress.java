package cab.app.jobs;

/** What a job tells while it works, and is told. Called by the thread that works. */
@FunctionalInterface
public interface JobProgress {

    /**
     * Takes note of how far the work is.
     *
     * @param part from 0 to 1
     * @return whether to go on; once false, the work must end soon
     */
    boolean at(double part);
}
