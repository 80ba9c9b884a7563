package cab.infrastructure.exchange.throttle;

import java.math.BigDecimal;

/**
 * One budget of requests. In any time t no more than {@code burst + perSecond × t} leave. Immutable.
 *
 * @param name what is limited; limits of one name share one budget, that of the first seen
 * @param perSecond requests per second in the long run; positive
 * @param burst requests at once after a quiet time; at least 1
 */
public record RateLimit(String name, BigDecimal perSecond, int burst) {

    /** Requests per second and at once that a limit may have. */
    private static final int REQUESTS_MAX = 1_000_000;

    public RateLimit {
        if (perSecond.signum() <= 0 || perSecond.compareTo(BigDecimal.valueOf(REQUESTS_MAX)) > 0) {
            throw new IllegalArgumentException(
                    "requests per second must be above 0 and up to " + REQUESTS_MAX + ", was " + perSecond);
        }
        if (burst < 1 || burst > REQUESTS_MAX) {
            throw new IllegalArgumentException("burst must be within 1.." + REQUESTS_MAX + ", was " + burst);
        }
    }

    public static RateLimit of(String name, int perSecond, int burst) {
        return new RateLimit(name, BigDecimal.valueOf(perSecond), burst);
    }
}
