package cab.infrastructure.time;

import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Another clock that never goes back: when that one is set back, this one goes on at half its pace until the two agree
 * again. It never stands still, so that what waits for it is always reached. Thread-safe.
 */
public final class ForwardClock implements RunningClock {

    private static final long NANOS_PER_MS = 1_000_000;

    /** How often who waits looks at a clock that is ahead. */
    private static final long WAIT_NANOS_AHEAD = 10_000_000;

    private final RunningClock clock;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean ahead;
    private long shownMs;
    private long shownNanos;

    /**
     * A clock that shows what {@code clock} shows, or {@code atLeastMs} when that is later.
     *
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public ForwardClock(RunningClock clock, LongSupplier nanoTime, long atLeastMs) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.shownMs = atLeastMs;
        this.shownNanos = nanoTime.getAsLong();
    }

    @Override
    public long millis() {
        lock.lock();
        try {
            long trueMs = clock.millis();
            long nanos = nanoTime.getAsLong();
            long leastMs = shownMs + (ahead ? (nanos - shownNanos) / NANOS_PER_MS / 2 : 0);
            boolean wasAhead = ahead;
            ahead = trueMs < leastMs;
            if (!ahead) {
                shownMs = trueMs;
                shownNanos = nanos;
            } else if (!wasAhead) {
                shownNanos = nanos;
            }
            return ahead ? leastMs : trueMs;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long nanosUntil(long epochMs) {
        long leftMs = epochMs - millis();
        if (leftMs <= 0) {
            return 0;
        }
        return Math.min(clock.nanosUntil(epochMs), isAhead() ? WAIT_NANOS_AHEAD : Long.MAX_VALUE);
    }

    private boolean isAhead() {
        lock.lock();
        try {
            return ahead;
        } finally {
            lock.unlock();
        }
    }
}
