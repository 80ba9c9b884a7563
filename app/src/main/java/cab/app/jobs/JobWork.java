package cab.app.jobs;

/** What a job does. Called once, by the thread of the jobs. */
@FunctionalInterface
public interface JobWork {

    /** Works until it is done or {@code progress} says that it is not wanted any more. */
    JobEnd run(JobProgress progress);
}
