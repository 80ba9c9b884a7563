package cab.domain.position;

import cab.domain.money.Money;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The latest trades that were closed, a bounded number of them. Owned by one thread. */
public final class ClosedTrades {

    /** How many are kept; an older one is forgotten. */
    public static final int KEPT = 1_000;

    private final Deque<ClosedTrade> trades = new ArrayDeque<>();

    /**
     * The trades that sales make up, in the order of their last sale: those of one position belong together.
     *
     * @param sales in order of time
     * @param open the decision that opened what is still held: its trade is not closed
     */
    public static List<ClosedTrade> of(List<Sale> sales, Optional<Instant> open) {
        SequencedMap<Instant, Sale> byDecision = new LinkedHashMap<>();
        for (Sale sale : sales) {
            Sale before = byDecision.remove(sale.openedBy);
            byDecision.putLast(sale.openedBy, before == null ? sale : before.and(sale));
        }
        open.ifPresent(byDecision::remove);
        return byDecision.values().stream()
                .filter(sale -> sale.cost.isPositive())
                .map(sale -> new ClosedTrade(sale.cost, sale.pnl, sale.at))
                .toList();
    }

    /**
     * A sale of a position, or all its sales so far. Immutable.
     *
     * @param openedBy the decision that opened the position
     * @param cost what was sold had cost
     * @param pnl what it earned or lost
     * @param at when
     */
    public record Sale(Instant openedBy, Money cost, Money pnl, Instant at) {

        private Sale and(Sale later) {
            return new Sale(openedBy, cost.plus(later.cost), pnl.plus(later.pnl), later.at);
        }
    }

    /** Takes note of a trade that was closed after all others. */
    public void add(ClosedTrade trade) {
        trades.addLast(trade);
        if (trades.size() > KEPT) {
            trades.removeFirst();
        }
    }

    public int size() {
        return trades.size();
    }

    /** The latest {@code count}, or all there are when they are fewer, latest first. */
    public List<ClosedTrade> latest(int count) {
        List<ClosedTrade> latest = new ArrayList<>();
        Iterator<ClosedTrade> backwards = trades.descendingIterator();
        while (latest.size() < count && backwards.hasNext()) {
            latest.add(backwards.next());
        }
        return latest;
    }
}
