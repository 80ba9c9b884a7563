package cab.infrastructure.exchange.throttle;

import java.time.Instant;
import java.util.List;

/**
 * What one request needs before it may leave. Immutable.
 *
 * @param limits the budgets it takes one request from each of, all or none
 * @param urgency how urgent it is
 * @param until it is of no use when it could not leave by then
 */
public record Demand(List<RateLimit> limits, Urgency urgency, Instant until) {

    public Demand {
        limits = List.copyOf(limits);
    }
}
