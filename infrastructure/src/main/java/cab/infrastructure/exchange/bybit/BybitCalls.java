package cab.infrastructure.exchange.bybit;

import cab.infrastructure.exchange.throttle.RateLimit;
import cab.infrastructure.exchange.throttle.Urgency;
import cab.infrastructure.exchange.transport.ExchangeCall;
import java.util.List;
import java.util.OptionalLong;

/** Requests with the limits of Bybit, for its spot market. */
final class BybitCalls {

    static final String CATEGORY = "spot";

    // Orders 20 and questions 50 a second; 600 in 5 seconds for each address. Half of it, so that limits never bite.
    private static final int ORDERS_PER_SECOND = 10;
    private static final int QUESTIONS_PER_SECOND = 20;

    private BybitCalls() {}

    /** A public question. */
    static ExchangeCall ask(String path, Urgency urgency) {
        return ExchangeCall.ask(path, false, endpointLimit(path), urgency);
    }

    /** A question about the account. */
    static ExchangeCall askPrivately(String path, Urgency urgency) {
        return ExchangeCall.ask(path, true, endpointLimit(path), urgency);
    }

    /** A request that ends something: to ask again changes nothing. */
    static ExchangeCall cancel(String path, String body) {
        return new ExchangeCall(
                "POST",
                path,
                "",
                body,
                true,
                List.of(RateLimit.of("cancel", ORDERS_PER_SECOND, ORDERS_PER_SECOND)),
                Urgency.PROTECTIVE,
                OptionalLong.empty());
    }

    /** A request that opens something. */
    static ExchangeCall create(String path, String body, Urgency urgency, long expiresAtMs) {
        return new ExchangeCall(
                "POST",
                path,
                "",
                body,
                true,
                List.of(RateLimit.of("create", ORDERS_PER_SECOND, ORDERS_PER_SECOND)),
                urgency,
                OptionalLong.of(expiresAtMs));
    }

    private static RateLimit endpointLimit(String path) {
        return RateLimit.of("endpoint " + path, QUESTIONS_PER_SECOND, QUESTIONS_PER_SECOND);
    }
}
