package cab.infrastructure.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of a market that is played at a speed: {@code anchor + elapsed × speed}, where elapsed is measured by a
 * monotonic clock, so that a correction of the machine's clock never moves it. Thread-safe.
 */
public final class MarketClock implements InstantSource {

    private static final double NANOS_PER_MS = 1_000_000.0;

    /** The longest wait that is worth telling: a day. */
    private static final long WAIT_NANOS_MAX = 86_400_000_000_000L;

    private final long anchorMs;
    private final double speed;
    private final LongSupplier nanoTime;
    private final long anchorNanos;

    /**
     * A clock that shows {@code anchorMs} now.
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
        this.anchorNanos = nanoTime.getAsLong();
    }

    /** A clock of this machine that shows {@code anchorMs} now and runs {@code speed} times as fast. */
    public static MarketClock startingAt(long anchorMs, double speed) {
        return new MarketClock(anchorMs, speed, System::nanoTime);
    }

    @Override
    public long millis() {
        long elapsedNanos = nanoTime.getAsLong() - anchorNanos;
        return anchorMs + (long) (elapsedNanos / NANOS_PER_MS * speed);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /** Market seconds per real second. */
    public double speed() {
        return speed;
    }

    /** Real nanoseconds until this clock shows {@code epochMs}: zero when it does, and never more than a day. */
    public long nanosUntil(long epochMs) {
        if (millis() >= epochMs) {
            return 0;
        }
        double dueNanos = (epochMs - anchorMs) / speed * NANOS_PER_MS;
        double left = dueNanos - (nanoTime.getAsLong() - anchorNanos);
        // At least one nanosecond, so that rounding never claims that the time has come.
        return (long) Math.clamp(left + 1, 1, WAIT_NANOS_MAX);
    }
}
