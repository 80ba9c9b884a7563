package cab.infrastructure.time;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The time of a market that is played at a speed: {@code anchor + elapsed × speed}, where elapsed is measured by a
 * monotonic clock, so that a correction of the machine's clock never moves it. It stands still until it is started.
 * Thread-safe.
 */
public final class MarketClock implements RunningClock {

    private static final double NANOS_PER_MS = 1_000_000.0;

    /** The longest wait: a day. */
    private static final long WAIT_NANOS_MAX = 86_400_000_000_000L;

    /** How often who waits looks at a clock that stands. */
    private static final long WAIT_NANOS_STOPPED = 10_000_000;

    private final long anchorMs;
    private final double speed;
    private final LongSupplier nanoTime;
    private volatile boolean running;
    private volatile long startNanos;

    /**
     * A clock that shows {@code anchorMs} until it is started.
     *
     * @param speed market seconds per real second; more than zero
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public MarketClock(long anchorMs, double speed, LongSupplier nanoTime) {
        if (!(speed > 0 && speed < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("speed must be more than 0, was " + speed);
        }
        this.anchorMs = anchorMs;
        this.speed = speed;
        this.nanoTime = nanoTime;
    }

    /** Lets the time run; again does nothing. */
    public void start() {
        if (!running) {
            startNanos = nanoTime.getAsLong();
            running = true;
        }
    }

    @Override
    public long millis() {
        return anchorMs + (long) (elapsedNanos() / NANOS_PER_MS * speed);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /** Market seconds per real second. */
    public double speed() {
        return speed;
    }

    /** Real nanoseconds since the start; zero before it. */
    public long elapsedNanos() {
        return running ? nanoTime.getAsLong() - startNanos : 0;
    }

    @Override
    public long nanosUntil(long epochMs) {
        if (millis() >= epochMs) {
            return 0;
        }
        if (!running) {
            return WAIT_NANOS_STOPPED;
        }
        double left = (epochMs - anchorMs) / speed * NANOS_PER_MS - elapsedNanos();
        // At least one nanosecond, so that rounding never claims that the time has come.
        return (long) Math.clamp(left + 1, 1, WAIT_NANOS_MAX);
    }
}
