package cab.application.execution;

import cab.domain.money.Money;
import cab.domain.order.Order;
import cab.domain.position.ClosedTrade;
import cab.domain.position.ClosedTrades;
import cab.domain.position.RealisedTrade;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the sales of one position realise, and says what the round trip has earned or lost when the position is
 * closed. A position that is closed without a sale was no round trip. Owned by one thread.
 */
final class RoundTrips {

    private final Activity activity;
    private final ClosedTrades closed;
    private @Nullable Money result;
    private @Nullable Money cost;

    /** @param closed what the journal knows of trades that were closed; those that end from now on are added */
    RoundTrips(Activity activity, ClosedTrades closed) {
        this.activity = activity;
        this.closed = closed;
    }

    /** A sale of the open position. */
    void realised(RealisedTrade trade) {
        result = result == null ? trade.pnl() : result.plus(trade.pnl());
        cost = cost == null ? trade.cost() : cost.plus(trade.cost());
    }

    /** The position has been closed. */
    void ended(Instant at) {
        if (result != null && cost != null && cost.isPositive()) {
            closed.add(new ClosedTrade(cost, result, at));
        }
        forgotten(at);
    }

    /** The position was closed, and the journal knows what it came to. */
    private void forgotten(Instant at) {
        if (result != null) {
            activity.roundTripEnded(at, result);
            result = null;
            cost = null;
        }
    }

    /**
     * Finds the round trips again in what the journal knows: a sale belongs to the decision of the last order before
     * it, for all orders of a position carry the key of the decision that opened it, and one position follows the
     * other.
     *
     * @param orders in the order they were decided
     * @param realised in the order it was realised
     * @param openedBy the decision that opened what is still held
     */
    void restore(List<Order> orders, List<RealisedTrade> realised, Optional<Instant> openedBy) {
        TreeMap<Instant, Instant> decisions = new TreeMap<>();
        for (Order order : orders) {
            decisions.put(order.intent().decidedAt(), order.intent().decision().at());
        }
        Optional<Instant> current = Optional.empty();
        Instant lastSaleAt = Instant.EPOCH;
        for (RealisedTrade trade : realised) {
            Optional<Instant> decision =
                    Optional.ofNullable(decisions.floorEntry(trade.at())).map(Map.Entry::getValue);
            if (!decision.equals(current)) {
                forgotten(lastSaleAt);
                current = decision;
            }
            realised(trade);
            lastSaleAt = trade.at();
        }
        if (openedBy.isEmpty() || !openedBy.equals(current)) {
            forgotten(lastSaleAt);
        }
    }
}
