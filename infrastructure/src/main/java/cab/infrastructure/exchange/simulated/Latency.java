package cab.infrastructure.exchange.simulated;

import java.time.Duration;

/**
 * How long messages travel, in market time, in whole milliseconds. Immutable.
 *
 * @param toExchange from us to the exchange
 * @param fromExchange from the exchange to us
 * @param jitterMax each way takes up to this much longer, drawn from the seed
 * @param answerWithin without an answer by then, a request is answered {@code Unknown}
 */
public record Latency(Duration toExchange, Duration fromExchange, Duration jitterMax, Duration answerWithin) {

    private static final Duration LONGEST = Duration.ofDays(1);

    public Latency {
        requireWithin("latency to the exchange", toExchange);
        requireWithin("latency from the exchange", fromExchange);
        requireWithin("latency jitter", jitterMax);
        requireWithin("time to answer", answerWithin);
        if (answerWithin.isZero()) {
            throw new IllegalArgumentException("time to answer must be more than 0");
        }
    }

    /** 50 ms each way, answers within 10 s. */
    public static Latency typical() {
        return new Latency(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ZERO, Duration.ofSeconds(10));
    }

    /** Messages arrive at the instant they were sent. */
    public static Latency none() {
        return new Latency(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10));
    }

    /** Whether an answer may take longer than its sender waits, without any fault. */
    boolean mayExceedAnswerWithin() {
        Duration longest = toExchange.plus(fromExchange).plus(jitterMax.multipliedBy(2));
        return longest.compareTo(answerWithin) > 0;
    }

    private static void requireWithin(String what, Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " must be within 0 and 1 day, was " + duration);
        }
    }
}
