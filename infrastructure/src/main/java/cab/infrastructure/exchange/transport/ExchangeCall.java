package cab.infrastructure.exchange.transport;

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
 * @param path behind what all paths of the exchange begin with
 * @param query not encoded, because only characters that need no encoding are allowed; empty for none
 * @param body JSON; empty for none
 * @param isPrivate whether it is signed
 * @param limits the budgets it takes from
 * @param urgency how urgent it is
 * @param expiresAtMs the exchange must not carry it out later than this, by its own clock
 */
public record ExchangeCall(
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

    /** What an exchange may say in place of it, encoded already. */
    private static final Pattern ENCODED = Pattern.compile("[0-9A-Za-z_.~%+/=:,-]{1,1000}");

    public ExchangeCall {
        limits = List.copyOf(limits);
    }

    /**
     * A question, which changes nothing however often it is asked.
     *
     * @param limit the budget of its endpoint
     */
    public static ExchangeCall ask(String path, boolean isPrivate, RateLimit limit, Urgency urgency) {
        return new ExchangeCall("GET", path, "", "", isPrivate, List.of(limit), urgency, OptionalLong.empty());
    }

    /** The same with one more parameter of the query. */
    public ExchangeCall with(String name, String value) {
        if (!WORD.matcher(value).matches()) {
            throw new IllegalArgumentException("parameter " + name + " must not need encoding, was '" + value + "'");
        }
        return withQuery(name + "=" + value);
    }

    /** The same with one more parameter, whose value the exchange has given in the form that it wants back. */
    public ExchangeCall withEncoded(String name, String value) {
        if (!ENCODED.matcher(value).matches()) {
            throw new ExchangeFault("parameter " + name + " is not encoded: " + PlainText.of(value));
        }
        return withQuery(name + "=" + value);
    }

    private ExchangeCall withQuery(String parameter) {
        String longer = query.isEmpty() ? parameter : query + "&" + parameter;
        return new ExchangeCall(method, path, longer, body, isPrivate, limits, urgency, expiresAtMs);
    }

    public ExchangeCall with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /** The same that takes from {@code limit}, too. */
    public ExchangeCall limitedBy(RateLimit limit) {
        List<RateLimit> more = new ArrayList<>(limits);
        more.add(limit);
        return new ExchangeCall(method, path, query, body, isPrivate, more, urgency, expiresAtMs);
    }

    /** The part of a path that names something, refused when it would need encoding. */
    public static String segment(String name) {
        if (!WORD.matcher(name).matches()) {
            throw new ExchangeFault("the name '" + PlainText.of(name) + "' cannot be asked for");
        }
        return name;
    }
}
