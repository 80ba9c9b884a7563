package cab.infrastructure.exchange.server.bybit;

import cab.infrastructure.exchange.server.RateLimits;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.function.Function;

/**
 * One line of the table of endpoints. Immutable.
 *
 * @param method of HTTP
 * @param path as it is asked for
 * @param isPrivate whether it needs a signature
 * @param perSecond how often one account may ask
 * @param handler gives the result
 */
record BybitEndpoint(
        String method, String path, boolean isPrivate, int perSecond, Function<BybitCall, ObjectNode> handler) {

    static BybitEndpoint open(String path, Function<BybitCall, ObjectNode> handler) {
        return new BybitEndpoint("GET", path, false, 120, handler);
    }

    static BybitEndpoint question(String path, Function<BybitCall, ObjectNode> handler) {
        return new BybitEndpoint("GET", path, true, 50, handler);
    }

    static BybitEndpoint change(String path, Function<BybitCall, ObjectNode> handler) {
        return new BybitEndpoint("POST", path, true, 20, handler);
    }

    RateLimits.Limit limit() {
        return new RateLimits.Limit(path, perSecond, Duration.ofSeconds(1));
    }
}
