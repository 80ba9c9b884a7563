package cab.application.port;

import cab.domain.money.Money;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.TradeId;
import cab.domain.position.ClosedTrade;
import cab.domain.position.ClosedTrades;
import cab.domain.position.RealisedTrade;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a journal knows of a bot at its start. Immutable.
 *
 * @param orders every order that is not final, every order of the position that is open, that of each open fill, and
 *     the orders of the last 48 hours, in the order they were decided
 * @param checkpoint the ledger as it was before {@code openFills}; empty when these are all that it is made of
 * @param openFills the fills since the checkpoint, or since the position was last flat when that was later, in the
 *     order they were booked: they rebuild the lots
 * @param knownTradeIds the trade ids of the latest fills, open or not, so that none is booked twice
 * @param position the last record of the position, empty before the first
 * @param realised what sells of the last 48 hours realised, in order
 * @param closedTrades what the latest closed positions came to, at most {@link ClosedTrades#KEPT}, oldest first
 * @param peakEquity the last peak of equity, empty before the first
 * @param wantedSale the last sale that had to wait for a stop, of whatever position; empty before the first
 * @param standing what holds the bot back
 */
public record RecoveredBook(
        List<Order> orders,
        Optional<LedgerCheckpoint> checkpoint,
        List<BookedFill> openFills,
        Set<TradeId> knownTradeIds,
        Optional<PositionRecord> position,
        List<RealisedTrade> realised,
        List<ClosedTrade> closedTrades,
        Optional<Money> peakEquity,
        Optional<WantedSale> wantedSale,
        Standing standing) {

    /** How far back orders and realised results are loaded; what happened exactly that long ago still is. */
    public static final Duration WINDOW = Duration.ofDays(2);

    public RecoveredBook {
        orders = List.copyOf(orders);
        openFills = List.copyOf(openFills);
        knownTradeIds = Set.copyOf(knownTradeIds);
        realised = List.copyOf(realised);
        closedTrades = List.copyOf(closedTrades);
    }

    /** The book of a bot that has never traded. */
    public static RecoveredBook empty() {
        return new RecoveredBook(
                List.of(),
                Optional.empty(),
                List.of(),
                Set.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Standing.FREE);
    }

    /**
     * A fill with the value that its fee had when it was booked.
     *
     * @param fill the fact
     * @param feeInQuote the value of a fee in a third coin, when there was a price for it
     */
    public record BookedFill(Fill fill, Optional<Money> feeInQuote) {}
}
