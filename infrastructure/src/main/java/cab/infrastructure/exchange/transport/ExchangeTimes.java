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
 * @param visibility what the exchange shows is never older, in process time
 */
public record ExchangeTimes(
        Duration orderLifetime,
        Duration stopLifetime,
        Duration requestDeadline,
        Duration operationDeadline,
        Duration clockInterval,
        Duration skewMax,
        Duration rulesInterval,
        Duration streamSilenceMax,
        Duration visibility) {

    /**
     * Listings and balances have been seen to come late; no exchange promises a bound, and a minute is beyond reports.
     */
    public static final Duration VISIBILITY = Duration.ofMinutes(1);

    /** That of a local exchange, on whose way nothing is held back for longer than three seconds. */
    private static final Duration VISIBILITY_OF_A_LOCAL_ONE = Duration.ofSeconds(5);

    /** A machine that is busy lets a stream wait for so long, however fast the market is played. */
    private static final Duration SILENCE_OF_A_LOCAL_ONE = Duration.ofSeconds(5);

    /** Times for an exchange that may show late what has happened. */
    public ExchangeTimes(
            Duration orderLifetime,
            Duration stopLifetime,
            Duration requestDeadline,
            Duration operationDeadline,
            Duration clockInterval,
            Duration skewMax,
            Duration rulesInterval,
            Duration streamSilenceMax) {
        this(
                orderLifetime,
                stopLifetime,
                requestDeadline,
                operationDeadline,
                clockInterval,
                skewMax,
                rulesInterval,
                streamSilenceMax,
                VISIBILITY);
    }

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
     * takes makes its clock seem further off, silence is shorter than a busy machine is silent, and it is a local one.
     */
    public ExchangeTimes atSpeed(BigDecimal speed) {
        return new ExchangeTimes(
                orderLifetime,
                stopLifetime,
                requestDeadline,
                operationDeadline,
                clockInterval,
                times(skewMax, speed),
                rulesInterval,
                longer(streamSilenceMax, times(SILENCE_OF_A_LOCAL_ONE, speed)),
                speed.compareTo(BigDecimal.ONE) > 0 ? VISIBILITY_OF_A_LOCAL_ONE : visibility);
    }

    private static Duration times(Duration span, BigDecimal speed) {
        return Duration.ofMillis(
                speed.multiply(BigDecimal.valueOf(span.toMillis())).longValue());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
