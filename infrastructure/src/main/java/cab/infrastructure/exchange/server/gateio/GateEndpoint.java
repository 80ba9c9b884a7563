package cab.infrastructure.exchange.server.gateio;

import cab.infrastructure.exchange.server.RateLimits;
import java.time.Duration;
import java.util.function.Function;

/**
 * One line of the table of endpoints. Immutable.
 *
 * @param method of HTTP
 * @param path below the prefix; {@code *} at the end stands for one name
 * @param access who may
 * @param quota how often
 * @param handler serves it
 */
record GateEndpoint(String method, String path, Access access, Quota quota, Function<GateCall, GateAnswer> handler) {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    /** Who may. */
    enum Access {
        ANYBODY,
        OWNER
    }

    /** How often; see the limits in the documentation of the exchange. */
    enum Quota {
        /** 200 in 10 seconds for each endpoint and address. */
        MARKET(200, TEN_SECONDS),
        /** 200 in 10 seconds for each endpoint and account. */
        ACCOUNT(200, TEN_SECONDS),
        /** 10 a second for each account and pair, however they are sent. */
        ORDERS(10, Duration.ofSeconds(1)),
        /** 200 a second for each account. */
        CANCELS(200, Duration.ofSeconds(1)),
        /** 80 in 10 seconds for each account. */
        WALLET(80, TEN_SECONDS);

        private final int requests;
        private final Duration window;

        Quota(int requests, Duration window) {
            this.requests = requests;
            this.window = window;
        }

        RateLimits.Limit limit() {
            return new RateLimits.Limit(name(), requests, window);
        }
    }
}
