package cab.infrastructure.exchange.server.gateio;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query. Immutable. */
final class GateParameters {

    /** Digits of a time in seconds that is not absurd. */
    private static final int NUMBER_LENGTH_MAX = 15;

    private final Map<String, String> values;

    private GateParameters(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** Reads a query as it was sent; of several values of one name the last counts. */
    static GateParameters of(String query) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : query.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                values.put(decoded(name), equals < 0 ? "" : decoded(part.substring(equals + 1)));
            }
        }
        return new GateParameters(values);
    }

    /** As it was meant before it was encoded; a query that is no encoding is taken as it is. */
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /** The value; an empty one counts as none. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> GateError.missing(name));
    }

    /** A whole number within bounds. */
    int number(String name, int otherwise, int least, int most) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        long number = whole(name, given.get());
        if (number < least || number > most) {
            throw GateError.invalidParameter(name, given.get());
        }
        return (int) number;
    }

    /** A time in seconds, as milliseconds. */
    Optional<Long> timeMs(String name) {
        return text(name).map(given -> whole(name, given) * 1_000);
    }

    boolean isTrue(String name) {
        return text(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    static long whole(String name, String text) {
        boolean isNumber = text.length() <= NUMBER_LENGTH_MAX
                && !text.isEmpty()
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        if (!isNumber) {
            throw GateError.invalidParameter(name, text);
        }
        return Long.parseLong(text);
    }
}
