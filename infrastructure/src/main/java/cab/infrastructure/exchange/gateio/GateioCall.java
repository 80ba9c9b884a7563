package cab.infrastructure.exchange.gateio;

import cab.infrastructure.exchange.throttle.RateLimit;
import cab.infrastructure.exchange.throttle.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One request of the REST interface. Immutable.
 *
 * @param method of HTTP
 * @param path behind {@code /api/v4}
 * @param query not encoded, because only characters that need no encoding are allowed; empty for none
 * @param body JSON; empty for none
 * @param isPrivate whether it is signed
 * @param limits the budgets it takes from
 * @param urgency how urgent it is
 * @param expiresAtMs the exchange must not carry it out later than this, by its own clock
 */
record GateioCall(
        String method,
        String path,
        String query,
        String body,
        boolean isPrivate,
        List<RateLimit> limits,
        Urgency urgency,
        OptionalLong expiresAtMs) {

    /** What stands in addresses; nothing in it is ever encoded, and so what is signed is what is sent. */
    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z_.~-]+");

    // 200 requests in any 10 seconds: 100 at once and 10 a second more.
    private static final int ENDPOINT_PER_SECOND = 10;
    private static final int ENDPOINT_BURST = 100;

    GateioCall {
        limits = List.copyOf(limits);
    }

    /** A public question. */
    static GateioCall ask(String endpoint, String path, Urgency urgency) {
        return new GateioCall(
                "GET", path, "", "", false, List.of(endpointLimit(endpoint)), urgency, OptionalLong.empty());
    }

    /** A question about the account. */
    static GateioCall askPrivately(String endpoint, String path, Urgency urgency) {
        return new GateioCall(
                "GET", path, "", "", true, List.of(endpointLimit(endpoint)), urgency, OptionalLong.empty());
    }

    /** A request that ends something. */
    static GateioCall delete(String path) {
        return new GateioCall(
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
    static GateioCall post(String path, String pair, String body, Urgency urgency, long expiresAtMs) {
        return new GateioCall(
                "POST",
                path,
                "",
                body,
                true,
                List.of(RateLimit.of("create " + pair, 5, 5), endpointLimit("create")),
                urgency,
                OptionalLong.of(expiresAtMs));
    }

    /** The same with one more parameter of the query. */
    GateioCall with(String name, String value) {
        if (!WORD.matcher(value).matches()) {
            throw new IllegalArgumentException("parameter " + name + " must not need encoding, was '" + value + "'");
        }
        String longer = query.isEmpty() ? name + "=" + value : query + "&" + name + "=" + value;
        return new GateioCall(method, path, longer, body, isPrivate, limits, urgency, expiresAtMs);
    }

    GateioCall with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /** The same that takes from {@code limit}, too. */
    GateioCall limitedBy(RateLimit limit) {
        List<RateLimit> more = new ArrayList<>(limits);
        more.add(limit);
        return new GateioCall(method, path, query, body, isPrivate, more, urgency, expiresAtMs);
    }

    /** The part of a path that names something, refused when it would need encoding. */
    static String segment(String name) {
        if (!WORD.matcher(name).matches()) {
            throw new GateioFault("the name '" + PlainText.of(name) + "' cannot be asked for");
        }
        return name;
    }

    private static RateLimit endpointLimit(String endpoint) {
        return RateLimit.of("endpoint " + endpoint, ENDPOINT_PER_SECOND, ENDPOINT_BURST);
    }
}
