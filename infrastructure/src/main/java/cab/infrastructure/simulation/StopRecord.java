package cab.infrastructure.simulation;

import cab.application.execution.Book;
import cab.application.port.PositionRecord;
import cab.domain.money.Price;
import cab.domain.protection.ProtectiveStop;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What must hold of the stop of one symbol beyond that it is armed: the highest price it goes by never falls while its
 * position lives, nor below what was written over a restart; and when the program knows of a price at which it should
 * sell, it sells. Owned by one thread.
 */
final class StopRecord {

    /** Known to be hit for longer than this, and nothing is being sold: it does not work. */
    private static final long HIT_MAX_MS = Duration.ofMinutes(5).toMillis();

    private Optional<Instant> position = Optional.empty();
    private Optional<Instant> writtenPosition = Optional.empty();
    private double peak;
    private double writtenPeak;
    private long hitSinceMs = -1;

    /** The program starts anew: it knows what was written. */
    void restarted() {
        position = writtenPosition;
        peak = writtenPeak;
        hitSinceMs = -1;
    }

    /** This has become durable. */
    void durable(PositionRecord record) {
        writtenPosition = record.openedBy();
        writtenPeak = record.peak();
    }

    /** Why the stop of {@code book} is worse than it was; empty when it is not. */
    Optional<String> loosened(Book book) {
        Optional<Instant> now = book.openedBy().map(decision -> decision.at());
        double highest = book.stop().peak();
        Optional<String> found = now.isPresent() && now.equals(position) && highest < peak
                ? Optional.of("the stop goes by " + highest + ", it went by " + peak)
                : Optional.empty();
        position = now;
        peak = highest;
        return found;
    }

    /**
     * Why the stop does not sell although it should; empty when it does, or should not.
     *
     * @param known the price that the program knows
     * @param sells whether it is selling
     */
    Optional<String> unheeded(ProtectiveStop stop, Optional<Price> known, boolean sells, long nowMs) {
        boolean hit =
                known.filter(price -> stop.isHitBy(price.value().doubleValue())).isPresent();
        if (!hit || sells) {
            hitSinceMs = -1;
        } else if (hitSinceMs < 0) {
            hitSinceMs = nowMs;
        }
        return hitSinceMs >= 0 && nowMs - hitSinceMs > HIT_MAX_MS
                ? Optional.of("the price is " + known + ", the stop at " + stop.level() + ", and nothing is sold")
                : Optional.empty();
    }
}
