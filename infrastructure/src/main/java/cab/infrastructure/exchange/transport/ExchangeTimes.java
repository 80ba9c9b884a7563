package cab.infrastructure.exchange.transport;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How long things may take. Immutable.
 *
 * @param orderLifetime the exchange is told to refuse an order that reaches it later than this after it was decided; up
 *     to 50 s, because it is also kept through the age that a signature may have
 * @param stopLifetime how long a stop rests at the exchange before it ends by itself; whole seconds
 * @param requestDeadline within which one request is answered or given up
 * @param operationDeadline within which a question that takes several requests is answered or given up
 * @param clockInterval between two measurements of the exchange's clock
 * @param skewMax by how much the clock of this machine may differ from the exchange's before nothing is opened any more
 * @param rulesInterval between two readings of the instruments' rules
 * @param streamSilenceMax after which a stream that tells nothing counts as broken, whatever it answers to pings
 */
public record ExchangeTimes(
        Duration orderLifetime,
        Duration stopLifetime,
        Duration requestDeadline,
        Duration operationDeadline,
        Duration clockInterval,
        Duration skewMax,
        Duration rulesInterval,
        Duration streamSilenceMax) {

    private static final Duration ORDER_LIFETIME_MAX = Duration.ofSeconds(50);

    /** The times that suit trading. */
    public static ExchangeTimes defaults() {
        return new ExchangeTimes(
                Duration.ofSeconds(10),
                Duration.ofDays(1),
                Duration.ofSeconds(8),
                Duration.ofSeconds(20),
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30));
    }

    /**
     * The same for an exchange whose time runs {@code speed} times as fast as that of this machine: what the way there
     * takes is longer by its clock.
     */
    public ExchangeTimes atSpeed(BigDecimal speed) {
        return new ExchangeTimes(
                shorter(times(orderLifetime, speed), ORDER_LIFETIME_MAX),
                stopLifetime,
                requestDeadline,
                operationDeadline,
                clockInterval,
                times(skewMax, speed),
                rulesInterval,
                streamSilenceMax);
    }

    private static Duration times(Duration length, BigDecimal speed) {
        return Duration.ofMillis(
                speed.multiply(BigDecimal.valueOf(length.toMillis())).longValue());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
