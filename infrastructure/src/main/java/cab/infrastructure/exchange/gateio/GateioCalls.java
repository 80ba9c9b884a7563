package cab.infrastructure.exchange.gateio;

import cab.infrastructure.exchange.throttle.RateLimit;
import cab.infrastructure.exchange.throttle.Urgency;
import cab.infrastructure.exchange.transport.ExchangeCall;
import java.util.List;
import java.util.OptionalLong;

/** Requests with the limits of Gate.io. */
final class GateioCalls {

    // 200 requests in any 10 seconds: 100 at once and 10 a second more.
    private static final int ENDPOINT_PER_SECOND = 10;
    private static final int ENDPOINT_BURST = 100;

    private GateioCalls() {}

    /** A public question. */
    static ExchangeCall ask(String endpoint, String path, Urgency urgency) {
        return ExchangeCall.ask(path, false, endpointLimit(endpoint), urgency);
    }

    /** A question about the account. */
    static ExchangeCall askPrivately(String endpoint, String path, Urgency urgency) {
        return ExchangeCall.ask(path, true, endpointLimit(endpoint), urgency);
    }

    /** A request that ends something. */
    static ExchangeCall delete(String path) {
        return new ExchangeCall(
                "DELETE",
                path,
                "",
                "",
                true,
                // 200 a second.
                List.of(RateLimit.of("cancel", 100, 100)),
                Urgency.PROTECTIVE,
                OptionalLong.empty());
    }

    /**
     * A request that opens something.
     *
     * @param pair limited apart from others: 10 a second
     */
    static ExchangeCall post(String path, String pair, String body, Urgency urgency, long expiresAtMs) {
        return new ExchangeCall(
                "POST",
                path,
                "",
                body,
                true,
                List.of(RateLimit.of("create " + pair, 5, 5), endpointLimit("create")),
                urgency,
                OptionalLong.of(expiresAtMs));
    }

    private static RateLimit endpointLimit(String endpoint) {
        return RateLimit.of("endpoint " + endpoint, ENDPOINT_PER_SECOND, ENDPOINT_BURST);
    }
}
