package cab.domain.order;

import java.time.Instant;
import java.time.temporal.ChronoField;

/**
 * What makes a decision the same decision when it is made again after a crash: its bot and the instant it belongs to.
 * For an entry that is the close of the candle that caused it; for whatever sells the position, the key of the entry
 * that opened it. Immutable.
 *
 * @param bot who decided
 * @param at the instant, with the precision of a millisecond
 */
public record DecisionKey(BotId bot, Instant at) {

    private static final int NANOS_PER_MILLI = 1_000_000;

    public DecisionKey {
        if (at.toEpochMilli() < 0 || at.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MILLI != 0) {
            throw new IllegalArgumentException("decision time must be whole milliseconds since 1970, was " + at);
        }
    }
}
