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
 * What a bot did of late, as far as risk rules ask: when it ordered, what it bought and sold, and what came of it on
 * the current UTC day. The day only moves forward, so that a clock that jumps back cannot reset a daily limit. Bounded.
 * Owned by one thread.
 */
public final class Activity {

    private static final Duration KEPT_FOR = Duration.ofMinutes(5);
    private static final int KEPT = 4_096;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final Deque<Instant> orders = new ArrayDeque<>();
    private final Deque<Traded> trades = new ArrayDeque<>();
    private final Money zero;
    private @Nullable Instant lastOrderAt;
    private long today = Long.MIN_VALUE;
    private int ordersToday;
    private Money turnoverToday;
    private Money realisedToday;
    private int lossStreakToday;

    Activity(Currency quote) {
        this.zero = Money.zero(quote);
        this.turnoverToday = zero;
        this.realisedToday = zero;
    }

    void ordered(Instant at) {
        moveTo(at);
        // An order that a clock gone back puts on yesterday is one of today: it was sent today.
        ordersToday++;
        // A clock that went back makes no order older than it was.
        lastOrderAt = lastOrderAt == null || at.isAfter(lastOrderAt) ? at : lastOrderAt;
        orders.addLast(at);
        while (orders.size() > KEPT || orders.getFirst().isBefore(at.minus(KEPT_FOR))) {
            orders.removeFirst();
        }
    }

    /** Takes note of what was bought or sold for {@code amount}, fees not included. */
    void traded(Instant at, Money amount) {
        moveTo(at);
        if (dayOf(at) == today) {
            turnoverToday = turnoverToday.plus(amount);
        }
        trades.addLast(new Traded(at, amount));
        while (trades.getFirst().at.isBefore(at.minus(KEPT_FOR))) {
            trades.removeFirst();
        }
        if (trades.size() > KEPT) {
            // Two become one of the later time: nothing is forgotten too early.
            Traded oldest = trades.removeFirst();
            Traded next = trades.removeFirst();
            trades.addFirst(
                    new Traded(oldest.at.isAfter(next.at) ? oldest.at : next.at, oldest.amount.plus(next.amount)));
        }
    }

    void realised(RealisedTrade trade) {
        moveTo(trade.at());
        if (dayOf(trade.at()) == today) {
            realisedToday = realisedToday.plus(trade.pnl());
        }
    }

    /** Takes note that a position was sold, and what all its sales together have earned or lost. */
    void roundTripEnded(Instant at, Money pnl) {
        moveTo(at);
        if (dayOf(at) == today) {
            lossStreakToday = pnl.isNegative() ? lossStreakToday + 1 : 0;
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

    /** How many orders were decided on the UTC day of {@code now}. */
    public int ordersToday(Instant now) {
        moveTo(now);
        return ordersToday;
    }

    /** What was bought and sold at or after {@code since}, fees not included; for the last five minutes. */
    public Money turnoverSince(Instant since) {
        Money turnover = zero;
        for (Traded trade : trades) {
            if (!trade.at.isBefore(since)) {
                turnover = turnover.plus(trade.amount);
            }
        }
        return turnover;
    }

    /** What was bought and sold on the UTC day of {@code now}, fees not included. */
    public Money turnoverToday(Instant now) {
        moveTo(now);
        return turnoverToday;
    }

    /** What sells realised on the UTC day of {@code now}, fees included. */
    public Money realisedToday(Instant now) {
        moveTo(now);
        return realisedToday;
    }

    /** How many round trips, counted back from the last that ended on the UTC day of {@code now}, lost money. */
    public int lossStreakToday(Instant now) {
        moveTo(now);
        return lossStreakToday;
    }

    private void moveTo(Instant at) {
        long day = dayOf(at);
        if (day > today) {
            today = day;
            ordersToday = 0;
            turnoverToday = zero;
            realisedToday = zero;
            lossStreakToday = 0;
        }
    }

    private static long dayOf(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), DAY_MS);
    }

    private record Traded(Instant at, Money amount) {}
}
