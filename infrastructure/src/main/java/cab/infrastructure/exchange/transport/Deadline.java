package cab.infrastructure.exchange.transport;

import java.time.Duration;

/**
 * A moment by which something ends, whatever the clock of the machine is set to meanwhile. Immutable.
 *
 * @param nanos of the machine's monotonic clock
 */
public record Deadline(long nanos) {

    public static Deadline in(Duration length) {
        return new Deadline(System.nanoTime() + length.toNanos());
    }

    /** The earlier of this and one in {@code length}. */
    public Deadline within(Duration length) {
        Deadline other = in(length);
        return other.nanos - nanos < 0 ? other : this;
    }

    /** What is left; zero when it has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    public boolean hasPassed() {
        return nanos - System.nanoTime() <= 0;
    }
}
