package cab.application.protection;

import cab.domain.money.Percent;

/**
 * Where stops live. Immutable.
 *
 * @param atExchange whether a stop order is to rest at the exchange, where that can hold one; the program watches the
 *     level in either case
 * @param replaceStep a resting stop is replaced by a higher one when the level has risen by at least this much
 */
public record StopPolicy(boolean atExchange, Percent replaceStep) {

    public StopPolicy {
        if (replaceStep.value().signum() <= 0) {
            throw new IllegalArgumentException("replace step must be more than 0 %, was " + replaceStep);
        }
    }

    /** Stops are watched by the program alone. */
    public static StopPolicy local() {
        return new StopPolicy(false, Percent.of("1"));
    }

    /** Stops rest at the exchange, and follow the level in steps of {@code replaceStep}. */
    public static StopPolicy atExchange(Percent replaceStep) {
        return new StopPolicy(true, replaceStep);
    }
}
