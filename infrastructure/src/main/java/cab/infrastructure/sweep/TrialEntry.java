package cab.infrastructure.sweep;

import cab.domain.market.CandleCursor;
import cab.domain.money.Money;
import cab.domain.order.OrderStatus;
import cab.domain.sizing.FixedAmount;
import cab.domain.sizing.PositionSizer;
import cab.domain.sizing.SizingState;

/** From a buy signal to an order, or to the rule that refuses it, as the trading cycle does. Owned by one thread. */
final class TrialEntry {

    private static final int FOLLOW_UPS_MAX = 3;

    /** Sizers round what can be spent down to so many digits. */
    private static final int AMOUNT_SCALE = 8;

    private final TrialOrders orders;
    private final TrialBook book;
    private final Units units;
    private final TrialRules rules;
    private final TrialWorth worth;
    private final TradedOrder entry;
    private final PositionSizer sizer;
    private final CandleCursor seen;
    private final long fixed;
    private long abandoned = TrialBook.NOBODY;
    private int attempts;
    private long tooSmall;

    TrialEntry(TrialOrders orders, TrialDesk.Parts parts, PositionSizer sizer) {
        this.orders = orders;
        this.book = parts.book();
        this.units = parts.units();
        this.rules = parts.rules();
        this.worth = parts.worth();
        this.entry = orders.entry();
        this.sizer = sizer;
        this.seen = parts.candles().cursor();
        boolean plain =
                sizer instanceof FixedAmount(Money amount) && amount.amount().scale() <= AMOUNT_SCALE;
        this.fixed = plain ? units.money(((FixedAmount) sizer).amount().amount()) : 0;
    }

    /** How often an entry was too small to be ordered. */
    long tooSmall() {
        return tooSmall;
    }

    /** Buys because of {@code candle}; answers the rule that refused it. */
    int enter(int candle, long decisionMs, double close, long nowMs) {
        long amount = amount(candle, close);
        if (amount < units.minNotional() || amount <= 0) {
            tooSmall++;
            return TrialRules.ALLOWED;
        }
        int refusing = rules.refusing(amount, close, nowMs);
        if (refusing == TrialRules.ALLOWED) {
            attempts = 1;
            orders.placeEntry(decisionMs, amount, close);
        }
        return refusing;
    }

    private long amount(int candle, double close) {
        if (fixed > 0 && units.isAffordable(fixed, book.cash())) {
            return fixed;
        }
        if (fixed == 0) {
            while (seen.index() < candle && seen.advance()) {
                sizer.onCandle(seen);
            }
        }
        SizingState state = new SizingState(
                units.quote(Math.max(0, book.cash())),
                worth.now(close),
                units.instrument().fees().taker(),
                book.closedTrades());
        return units.money(sizer.amount(state).amount());
    }

    void abandonWorking() {
        if (entry.working) {
            abandoned = entry.decision;
            orders.abandon(entry);
        }
    }

    boolean isAbandoned() {
        return entry.decision == abandoned;
    }

    /** Buys what an entry that ended early has left over. */
    void finish(TradedOrder ended) {
        boolean early = ended.isEntry() && ended.status == OrderStatus.CANCELLED && ended.filled > 0;
        if (!early || ended.decision == abandoned || attempts > FOLLOW_UPS_MAX) {
            return;
        }
        long rest = ended.amount - ended.filledMoney;
        double reference = ended.reference;
        if (rest <= 0
                || !units.isTradable(units.stepsFor(rest, reference), reference)
                || rest < units.minNotional()
                || !units.isAffordable(rest, book.cash())) {
            return;
        }
        attempts++;
        orders.placeEntry(ended.decision, rest, reference);
    }
}
