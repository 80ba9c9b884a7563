package cab.application.settlement;

import java.time.Duration;

/**
 * How long orders are waited for. Immutable.
 *
 * @param interval between two passes while an order is working
 * @param answerDeadline after which an order without an answer counts as unknown; longer than any deadline of the
 *     broker
 * @param orderMaxAge after which an order that could have been filled is cancelled and the rest finished by another
 */
public record SettlementPolicy(Duration interval, Duration answerDeadline, Duration orderMaxAge) {

    public SettlementPolicy {
        requirePositive("settlement interval", interval);
        requirePositive("answer deadline", answerDeadline);
        requirePositive("order age limit", orderMaxAge);
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be positive, was " + duration);
        }
    }
}
