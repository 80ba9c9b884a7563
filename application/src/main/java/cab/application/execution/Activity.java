package cab.application.execution;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.position.RealisedTrade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a bot did of late, as far as risk rules ask: when it ordered, and what it realised on the current UTC day. The
 * day only moves forward, so that a clock that jumps back cannot reset a daily limit. Bounded. Owned by one thread.
 */
public final class Activity {

    private static final Duration ORDERS_KEPT_FOR = Duration.ofMinutes(5);
    private static final int ORDERS_KEPT = 4_096;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final Deque<Instant> orders = new ArrayDeque<>();
    private final Money zero;
    private @Nullable Instant lastOrderAt;
    private Money realisedToday;
    private long today = Long.MIN_VALUE;

    Activity(Currency quote) {
        this.zero = Money.zero(quote);
        this.realisedToday = zero;
    }

    void ordered(Instant at) {
        // A clock that went back makes no order older than it was.
        lastOrderAt = lastOrderAt == null || at.isAfter(lastOrderAt) ? at : lastOrderAt;
        orders.addLast(at);
        while (orders.size() > ORDERS_KEPT || orders.getFirst().isBefore(at.minus(ORDERS_KEPT_FOR))) {
            orders.removeFirst();
        }
    }

    void realised(RealisedTrade trade) {
        moveTo(trade.at());
        if (dayOf(trade.at()) == today) {
            realisedToday = realisedToday.plus(trade.pnl());
        }
    }

    public Optional<Instant> lastOrderAt() {
        return Optional.ofNullable(lastOrderAt);
    }

    /** How many orders were decided at or after {@code since}; exact for the last five minutes. */
    public int ordersSince(Instant since) {
        int count = 0;
        for (Instant at : orders) {
            if (!at.isBefore(since)) {
                count++;
            }
        }
        return count;
    }

    /** What sells realised on the UTC day of {@code now}, fees included. */
    public Money realisedToday(Instant now) {
        moveTo(now);
        return realisedToday;
    }

    private void moveTo(Instant at) {
        long day = dayOf(at);
        if (day > today) {
            today = day;
            realisedToday = zero;
        }
    }

    private static long dayOf(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), DAY_MS);
    }
}
