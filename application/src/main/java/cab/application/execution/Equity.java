package cab.application.execution;

import cab.application.port.JournalEntry;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.order.BotId;
import cab.domain.position.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the account is worth, and the most it has been worth as far as this bot has seen: what a drawdown is measured
 * from.
 *
 * <p>A measure is taken once an hour. A higher one counts when the next has reached it too, so that a balance which was
 * read between a sale and its booking makes no peak. Money that is paid in raises the peak; money that is taken out
 * looks like a loss until an operator {@link #acceptLoss accepts} it. Owned by one thread.
 */
public final class Equity {

    private static final long INTERVAL_MS = Duration.ofHours(1).toMillis();

    private final BotId bot;
    private final CapitalPool capital;
    private @Nullable Money peak;
    private @Nullable Money measured;
    private long dueAtMs = Long.MIN_VALUE;

    /**
     * The worth of the account as {@code bot} sees it.
     *
     * @param peak the most it had been worth before the start, when that is known
     */
    public Equity(BotId bot, CapitalPool capital, Optional<Money> peak) {
        this.bot = bot;
        this.capital = capital;
        this.peak = peak.orElse(null);
    }

    /** What the account is worth while the price of what this bot holds is {@code price}. */
    public Money at(Position position, Price price) {
        capital.value(bot, position.valueAt(price));
        return capital.equity();
    }

    /** Whether what the account is worth is known to the last digit, prices aside. */
    public boolean isExact() {
        return capital.isExact();
    }

    /** The most that the account has been worth; empty before the first measure. */
    public Optional<Money> peak() {
        return Optional.ofNullable(peak);
    }

    /** Whether it is time for the next measure. */
    public boolean isDue(long nowMs) {
        return nowMs >= dueAtMs;
    }

    /** Takes a measure; answers with the new peak when that has risen. */
    public Optional<JournalEntry> measure(Money equity, Instant now) {
        dueAtMs = now.toEpochMilli() + INTERVAL_MS;
        Money before = measured;
        measured = equity;
        if (peak == null) {
            return Optional.of(moveTo(equity, now));
        }
        if (before == null) {
            return Optional.empty();
        }
        Money reached = equity.min(before);
        return reached.compareTo(peak) > 0 ? Optional.of(moveTo(reached, now)) : Optional.empty();
    }

    /** Measures drawdown from {@code equity} on: an operator knows what was lost and goes on. */
    public JournalEntry acceptLoss(Money equity, Instant now) {
        measured = equity;
        return moveTo(equity, now);
    }

    private JournalEntry moveTo(Money next, Instant now) {
        peak = next;
        return new JournalEntry.EquityPeak(bot, next, now);
    }
}
