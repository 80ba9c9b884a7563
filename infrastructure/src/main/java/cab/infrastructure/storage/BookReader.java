package cab.infrastructure.storage;

import cab.application.port.RecallReport;
import cab.application.port.RecoveredBook;
import cab.application.port.RecoveredBook.BookedFill;
import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Order;
import cab.domain.order.TradeId;
import cab.domain.position.ClosedTrade;
import cab.domain.position.ClosedTrades;
import cab.domain.position.RealisedTrade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Reads what a bot needs to go on where it was, within a transaction of the caller. Immutable. */
final class BookReader {

    /** Trade ids of closed positions that are loaded, the latest; the table itself drops any other second fill. */
    private static final int CLOSED_TRADE_IDS_MAX = 10_000;

    /** Sales that are read to find the latest trades: some are sold in parts. */
    private static final int SALES_MAX = ClosedTrades.KEPT * 4;

    static final String ORDERS = "SELECT " + OrderRow.COLUMNS + """
            FROM orders
            WHERE sequence IN (
              SELECT sequence FROM orders
              WHERE bot = :bot
                AND status IN ('INTENDED', 'SENDING', 'OPEN', 'PARTIALLY_FILLED', 'CANCEL_SENT', 'UNKNOWN')
              UNION
              SELECT sequence FROM orders WHERE bot = :bot AND decided_at_ms >= :sinceMs
              UNION
              SELECT sequence FROM orders WHERE bot = :bot AND decision_at_ms >= :openedByAtMs
              UNION
              SELECT orders.sequence
              FROM fills JOIN orders ON orders.client_order_id = fills.client_order_id
              WHERE fills.bot = :bot AND fills.sequence > :afterFill)
            ORDER BY sequence
            """;

    static final String OPEN_FILLS = "SELECT " + FillRow.COLUMNS + """
            FROM fills WHERE bot = :bot AND sequence > :afterFill ORDER BY sequence
            """;

    static final String TRADE_IDS = "SELECT trade_id FROM fills WHERE bot = :bot ORDER BY sequence DESC LIMIT :count";

    static final String ORDER = "SELECT " + OrderRow.COLUMNS + """
            FROM orders WHERE client_order_id = :clientOrderId
            """;

    static final String TRADE_IDS_OF_ORDER = "SELECT trade_id FROM fills WHERE client_order_id = :clientOrderId";

    static final String POSITION = "SELECT " + PositionRow.COLUMNS + " FROM positions WHERE bot = :bot";

    static final String REALISED = "SELECT " + TradeRow.COLUMNS + """
            FROM trades WHERE bot = :bot AND at_ms >= :sinceMs ORDER BY fill_sequence
            """;

    /** The orders of a position carry the decision that opened it, the sales as well. */
    static final String SALES = """
            SELECT orders.decision_at_ms, trades.symbol, trades.cost, trades.pnl, trades.at_ms
            FROM trades
            JOIN fills ON fills.sequence = trades.fill_sequence
            JOIN orders ON orders.client_order_id = fills.client_order_id
            WHERE trades.bot = :bot
            ORDER BY trades.at_ms DESC, trades.fill_sequence DESC
            LIMIT :count
            """;

    static final String PEAK_EQUITY = "SELECT equity, currency FROM equity_peaks WHERE bot = :bot";

    RecoveredBook load(Handle handle, BotId bot, Instant now) {
        long sinceMs = now.minus(RecoveredBook.WINDOW).toEpochMilli();
        Optional<PositionRow> position = position(handle, bot);
        long flatAfterFill = position.map(PositionRow::flatAfterFill).orElse(0L);
        // A position that was flat since has nothing of what the checkpoint knows.
        Optional<CheckpointRows.Placed> checkpoint =
                CheckpointRows.read(handle, bot).filter(placed -> placed.afterFill() >= flatAfterFill);
        long afterFill = checkpoint.map(CheckpointRows.Placed::afterFill).orElse(flatAfterFill);
        List<BookedFill> openFills = openFills(handle, bot, afterFill);
        return new RecoveredBook(
                orders(handle, bot, sinceMs, position, afterFill),
                checkpoint.map(CheckpointRows.Placed::checkpoint),
                openFills,
                tradeIds(handle, bot, openFills),
                position.map(PositionRow::toDomain),
                realised(handle, bot, sinceMs),
                closedTrades(handle, bot, position),
                peakEquity(handle, bot),
                WantedSaleRow.read(handle, bot),
                StandingRows.read(handle, bot));
    }

    /** What is known of one order. */
    RecallReport recall(Handle handle, ClientOrderId clientOrderId) {
        Optional<Order> order = handle.createQuery(ORDER)
                .bind("clientOrderId", clientOrderId.value())
                .map((row, context) -> OrderRow.read(row))
                .findOne()
                .map(OrderRow::toDomain);
        if (order.isEmpty()) {
            return new RecallReport.NeverIntended();
        }
        Set<TradeId> booked = new HashSet<>();
        handle.createQuery(TRADE_IDS_OF_ORDER)
                .bind("clientOrderId", clientOrderId.value())
                .mapTo(String.class)
                .forEach(tradeId -> booked.add(new TradeId(tradeId)));
        return new RecallReport.Remembered(order.get(), booked);
    }

    private static Optional<Money> peakEquity(Handle handle, BotId bot) {
        return handle.createQuery(PEAK_EQUITY)
                .bind("bot", bot.value())
                .map((row, context) -> Money.of(row.getString("equity"), new Currency(row.getString("currency"))))
                .findOne();
    }

    private static Optional<PositionRow> position(Handle handle, BotId bot) {
        return handle.createQuery(POSITION)
                .bind("bot", bot.value())
                .map((row, context) -> PositionRow.read(row))
                .findOne();
    }

    private static List<Order> orders(
            Handle handle, BotId bot, long sinceMs, Optional<PositionRow> position, long afterFill) {
        return handle
                .createQuery(ORDERS)
                .bind("bot", bot.value())
                .bind("sinceMs", sinceMs)
                // Null compares to nothing: a flat position adds no orders.
                .bind("openedByAtMs", position.map(PositionRow::openedByAtMs).orElse(null))
                .bind("afterFill", afterFill)
                .map((row, context) -> OrderRow.read(row))
                .list()
                .stream()
                .map(OrderRow::toDomain)
                .toList();
    }

    private static List<BookedFill> openFills(Handle handle, BotId bot, long afterFill) {
        return handle
                .createQuery(OPEN_FILLS)
                .bind("bot", bot.value())
                .bind("afterFill", afterFill)
                .map((row, context) -> FillRow.read(row))
                .list()
                .stream()
                .map(FillRow::toBooked)
                .toList();
    }

    private static Set<TradeId> tradeIds(Handle handle, BotId bot, List<BookedFill> openFills) {
        Set<TradeId> known = new HashSet<>();
        for (BookedFill open : openFills) {
            known.add(open.fill().tradeId());
        }
        handle.createQuery(TRADE_IDS)
                .bind("bot", bot.value())
                .bind("count", openFills.size() + CLOSED_TRADE_IDS_MAX)
                .mapTo(String.class)
                .forEach(tradeId -> known.add(new TradeId(tradeId)));
        return known;
    }

    private static List<ClosedTrade> closedTrades(Handle handle, BotId bot, Optional<PositionRow> position) {
        List<ClosedTrades.Sale> sales = new ArrayList<>(handle.createQuery(SALES)
                .bind("bot", bot.value())
                .bind("count", SALES_MAX)
                .map((row, context) -> {
                    Currency quote = Symbol.of(row.getString(2)).quote();
                    return new ClosedTrades.Sale(
                            Instant.ofEpochMilli(row.getLong(1)),
                            Money.of(row.getString(3), quote),
                            Money.of(row.getString(4), quote),
                            Instant.ofEpochMilli(row.getLong(5)));
                })
                .list());
        if (sales.size() == SALES_MAX) {
            // Of the oldest position a part may have been cut off.
            Instant cut = sales.getLast().openedBy();
            sales.removeIf(sale -> sale.openedBy().equals(cut));
        }
        Optional<Instant> open = position.map(PositionRow::openedByAtMs).map(Instant::ofEpochMilli);
        List<ClosedTrade> closed = ClosedTrades.of(sales.reversed(), open);
        return closed.subList(Math.max(0, closed.size() - ClosedTrades.KEPT), closed.size());
    }

    private static List<RealisedTrade> realised(Handle handle, BotId bot, long sinceMs) {
        return handle
                .createQuery(REALISED)
                .bind("bot", bot.value())
                .bind("sinceMs", sinceMs)
                .map((row, context) -> TradeRow.read(row))
                .list()
                .stream()
                .map(TradeRow::toDomain)
                .toList();
    }
}
