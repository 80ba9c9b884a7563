package cab.infrastructure.exchange.server;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How often somebody may ask: so many times within a window that begins with the first. Bounded: of too many askers all
 * are forgotten. Thread-safe.
 */
public final class RateLimits {

    private static final int ASKERS_MAX = 20_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<String, Window> windows = new ConcurrentHashMap<>();

    /** Limits that count by a monotonic clock in nanoseconds. */
    public RateLimits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * A limit. Immutable.
     *
     * @param name keeps it apart from others
     * @param requests within {@code window}
     */
    public record Limit(String name, int requests, Duration window) {}

    /**
     * What was decided. Immutable.
     *
     * @param isAdmitted whether the request may be served
     * @param limit requests of the window
     * @param left requests that may follow
     * @param resetInSeconds when the window ends, rounded up
     */
    public record Decision(boolean isAdmitted, int limit, int left, long resetInSeconds) {}

    private record Window(long beganNanos, int used) {}

    /** Counts {@code cost} requests of {@code asker}, if they are within the limit. */
    public Decision admit(String asker, Limit limit, int cost) {
        long nowNanos = nanoTime.getAsLong();
        if (windows.size() > ASKERS_MAX) {
            windows.clear();
        }
        boolean[] admitted = new boolean[1];
        Window window = windows.compute(limit.name() + " " + asker, (who, before) -> {
            boolean isFresh = before == null
                    || nowNanos - before.beganNanos >= limit.window().toNanos();
            Window current = isFresh ? new Window(nowNanos, 0) : before;
            admitted[0] = current.used + cost <= limit.requests();
            return admitted[0] ? new Window(current.beganNanos, current.used + cost) : current;
        });
        long leftNanos = limit.window().toNanos() - (nowNanos - window.beganNanos);
        return new Decision(
                admitted[0],
                limit.requests(),
                Math.max(0, limit.requests() - window.used),
                Math.ceilDiv(Math.max(0, leftNanos), NANOS_PER_SECOND));
    }
}
