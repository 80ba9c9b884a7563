package cab.infrastructure.exchange.throttle;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One budget as a bucket that fills with time. Counts millionths of a request, so that slow limits fill evenly. A clock
 * that goes back fills nothing. Owned by the throttle, under its lock.
 */
final class TokenBucket {

    private static final long REQUEST = 1_000_000;
    private static final BigDecimal PER_MS = BigDecimal.valueOf(REQUEST / 1_000);

    private final int burst;
    private final long capacity;
    private final long fillPerMs;
    private long level;
    private long levelAtMs;
    private long heldUntilMs;

    TokenBucket(RateLimit limit, long nowMs) {
        this.burst = limit.burst();
        this.capacity = burst * REQUEST;
        this.fillPerMs = Math.max(
                1,
                limit.perSecond()
                        .multiply(PER_MS)
                        .setScale(0, RoundingMode.DOWN)
                        .longValueExact());
        this.level = capacity;
        this.levelAtMs = nowMs;
    }

    /** Milliseconds until a request of {@code urgency} finds room; zero when it does now. */
    long waitMs(Urgency urgency, long nowMs) {
        fill(nowMs);
        long held = Math.max(0, heldUntilMs - nowMs);
        long missing = urgency.keptBackOf(burst) * REQUEST + REQUEST - level;
        return missing <= 0 ? held : Math.max(held, Math.ceilDiv(missing, fillPerMs));
    }

    /** Takes one request; that there is room is the caller's to know. */
    void take() {
        level -= REQUEST;
    }

    /** The exchange says that nothing is left until then. */
    void holdUntil(long untilMs) {
        heldUntilMs = Math.max(heldUntilMs, untilMs);
    }

    private void fill(long nowMs) {
        long elapsedMs = nowMs - levelAtMs;
        levelAtMs = nowMs;
        if (elapsedMs > 0) {
            level = elapsedMs > capacity / fillPerMs ? capacity : Math.min(capacity, level + elapsedMs * fillPerMs);
        }
    }
}
