package cab.infrastructure.exchange.transport;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Times as exchanges write them: numbers or texts, with or without decimals, in seconds, milliseconds or microseconds,
 * which their size tells apart. Instants have the precision of a millisecond.
 */
public final class WireTime {

    /** 2100 in seconds; the same number of milliseconds is in 1970. */
    private static final BigDecimal SECONDS_MAX = new BigDecimal("4102444800");

    private static final BigDecimal THOUSAND = new BigDecimal("1000");

    private WireTime() {}

    /** The first of {@code fields} that is there. */
    public static Instant of(JsonNode object, String... fields) {
        for (String field : fields) {
            Optional<BigDecimal> number = Json.decimalIfAny(object, field);
            if (number.isPresent() && number.get().signum() > 0) {
                return of(number.get());
            }
        }
        throw new ExchangeFault("the answer has no time in " + String.join(", ", fields));
    }

    /** The time in a header, or empty when there is none. */
    public static Optional<Instant> ofHeader(Optional<String> text) {
        OptionalLong number = Json.wholeIfAny(text);
        return number.isPresent() && number.getAsLong() > 0
                ? Optional.of(of(BigDecimal.valueOf(number.getAsLong())))
                : Optional.empty();
    }

    public static Instant of(BigDecimal number) {
        BigDecimal millis = number.compareTo(SECONDS_MAX) < 0
                ? number.multiply(THOUSAND)
                : number.compareTo(SECONDS_MAX.multiply(THOUSAND)) < 0 ? number : number.divide(THOUSAND);
        if (millis.signum() < 0 || millis.compareTo(SECONDS_MAX.multiply(THOUSAND)) >= 0) {
            throw new ExchangeFault("the answer has no time between 1970 and 2100");
        }
        return Instant.ofEpochMilli(millis.setScale(0, RoundingMode.DOWN).longValueExact());
    }
}
