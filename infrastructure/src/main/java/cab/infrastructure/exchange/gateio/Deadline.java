package cab.infrastructure.exchange.gateio;

import java.time.Duration;

/**
 * A moment by which something ends, whatever the clock of the machine is set to meanwhile. Immutable.
 *
 * @param nanos of the machine's monotonic clock
 */
record Deadline(long nanos) {

    static Deadline in(Duration length) {
        return new Deadline(System.nanoTime() + length.toNanos());
    }

    /** The earlier of this and one in {@code length}. */
    Deadline within(Duration length) {
        Deadline other = in(length);
        return other.nanos - nanos < 0 ? other : this;
    }

    /** What is left; zero when it has passed. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    boolean hasPassed() {
        return nanos - System.nanoTime() <= 0;
    }
}
