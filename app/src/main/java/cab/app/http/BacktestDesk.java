package cab.app.http;

import cab.app.jobs.JobView;
import java.util.List;
import java.util.Optional;

/** Where backtests are asked for and told of. Thread-safe. */
public interface BacktestDesk {

    /** What became of a wish. */
    sealed interface Submission {

        /**
         * It will be done.
         *
         * @param job as it stands
         */
        record Taken(JobView job) implements Submission {}

        /**
         * It cannot be done.
         *
         * @param faults all of them, at least one: {@code field: problem}; no secret, no path
         */
        record Refused(List<String> faults) implements Submission {

            public Refused {
                faults = List.copyOf(faults);
            }
        }

        /**
         * Too many wait already.
         *
         * @param waiting how many
         */
        record Full(int waiting) implements Submission {}

        /** Nothing is taken at all now. */
        record Closed() implements Submission {}
    }

    Submission submit(BacktestWish wish);

    /** The latest, newest first. */
    List<JobView> latest(int count);

    /** The one of that name, while it is remembered. */
    Optional<JobView> find(String id);

    /** Ends it, at once when it waits and soon when it runs; one that is over stays as it is. */
    Optional<JobView> cancel(String id);

    /** One that takes nothing, for a program that is not open yet. */
    static BacktestDesk closed() {
        return new BacktestDesk() {
            @Override
            public Submission submit(BacktestWish wish) {
                return new Submission.Closed();
            }

            @Override
            public List<JobView> latest(int count) {
                return List.of();
            }

            @Override
            public Optional<JobView> find(String id) {
                return Optional.empty();
            }

            @Override
            public Optional<JobView> cancel(String id) {
                return Optional.empty();
            }
        };
    }
}
