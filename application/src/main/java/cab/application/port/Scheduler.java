package cab.application.port;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that passes, and what is to happen when it has: real in paper and live, virtual in backtests and tests. All
 * times are those of the market that is traded.
 *
 * <p>Tasks run on a thread of the adapter, in order of their time and, at the same time, of their scheduling; they are
 * short and pass on to a mailbox. A task that throws is reported and does not stop the others. Thread-safe.
 */
public interface Scheduler extends InstantSource {

    /** Runs {@code task} once at {@code when}, or at once when that has passed. */
    Subscription at(Instant when, Runnable task);

    /** Runs {@code task} once after {@code delay}. */
    default Subscription after(Duration delay, Runnable task) {
        return at(instant().plus(delay), task);
    }
}
