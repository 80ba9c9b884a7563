package cab.infrastructure.storage;

import cab.application.port.JournalEntry;
import cab.application.port.PositionRecord;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.domain.order.VenueOrderId;
import cab.domain.position.RealisedTrade;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Turns journal entries into rows, within a transaction of the caller. Owned by the thread that writes.
 *
 * @param handle the connection that writes
 * @param account whose fills are written
 */
record EntryWriter(Handle handle, VenueAccount account) {

    /**
     * Writes {@code entries} in their order.
     *
     * @throws EntryRefusedException when one contradicts what is written; the caller undoes all of them
     */
    void write(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            switch (entry) {
                case JournalEntry.Intended(var intent) -> intend(intent);
                case JournalEntry.OrderMoved moved -> move(moved);
                case JournalEntry.Filled filled -> book(filled);
                case JournalEntry.PositionChanged(var position) -> settle(position, lastFillOf(position.bot()));
                case JournalEntry.EquityPeak peak -> remember(peak);
                case JournalEntry.LedgerCheckpointed(var bot, var checkpoint) ->
                    CheckpointRows.write(handle, bot, checkpoint, lastFillOf(bot));
                case JournalEntry.MandateChanged(var bot, var mandate) -> StandingRows.write(handle, bot, mandate);
                case JournalEntry.DayLimitReached(var bot, var limit) -> StandingRows.write(handle, bot, limit);
                case JournalEntry.SaleWanted(var sale) -> WantedSaleRow.write(handle, sale);
                case JournalEntry.Noted noted -> note(noted);
            }
        }
    }

    private void intend(OrderIntent intent) {
        int written =
                OrderRow.from(Order.of(intent)).bindTo(handle.createUpdate("""
                        INSERT INTO orders (
                          client_order_id, bot, symbol, decision_at_ms, purpose, side, type, size_base, size_quote,
                          limit_price, trigger_price, reference_price, parent, decided_at_ms, status, venue_order_id,
                          filled, filled_quote, updated_at_ms)
                        VALUES (
                          :clientOrderId, :bot, :symbol, :decisionAtMs, :purpose, :side, :type, :sizeBase, :sizeQuote,
                          :limitPrice, :triggerPrice, :referencePrice, :parent, :decidedAtMs, :status, :venueOrderId,
                          :filled, :filledQuote, :updatedAtMs)
                        ON CONFLICT (client_order_id) DO NOTHING
                        """)).execute();
        if (written == 0) {
            throw new EntryRefusedException("order " + intent.clientOrderId() + " was intended before");
        }
    }

    private void move(JournalEntry.OrderMoved moved) {
        Order order = moved.order();
        int written = handle.createUpdate("""
                        UPDATE orders
                        SET status = :status, venue_order_id = :venueOrderId, updated_at_ms = :updatedAtMs
                        WHERE client_order_id = :clientOrderId
                        """)
                .bind("status", order.status().name())
                .bind("venueOrderId", order.venueOrderId().map(VenueOrderId::value))
                .bind("updatedAtMs", order.updatedAt().toEpochMilli())
                .bind("clientOrderId", order.clientOrderId().value())
                .execute();
        if (written == 0) {
            throw neverIntended(order.clientOrderId());
        }
        handle.createUpdate("""
                        INSERT INTO order_events (client_order_id, from_status, event, to_status, at_ms)
                        VALUES (:clientOrderId, :fromStatus, :event, :toStatus, :atMs)
                        """)
                .bind("clientOrderId", order.clientOrderId().value())
                .bind("fromStatus", moved.from().name())
                .bind("event", moved.event().name())
                .bind("toStatus", order.status().name())
                .bind("atMs", order.updatedAt().toEpochMilli())
                .execute();
    }

    private void book(JournalEntry.Filled filled) {
        Fill fill = filled.fill();
        // Looked up first, so that a fill of an unknown order is refused even when its trade id is known.
        Order before = find(fill.clientOrderId());
        Optional<Long> sequence = insert(filled);
        if (sequence.isEmpty()) {
            return;
        }
        addTo(before.with(fill));
        filled.realised().ifPresent(trade -> insert(filled.bot(), sequence.get(), trade));
        settle(filled.positionAfter(), sequence.get());
    }

    private Order find(ClientOrderId id) {
        return handle.createQuery("SELECT " + OrderRow.COLUMNS + " FROM orders WHERE client_order_id = :clientOrderId")
                .bind("clientOrderId", id.value())
                .map((row, context) -> OrderRow.read(row))
                .findOne()
                .orElseThrow(() -> neverIntended(id))
                .toDomain();
    }

    /** The number of the fill, or empty when it was there already. */
    private Optional<Long> insert(JournalEntry.Filled filled) {
        return FillRow.from(filled.fill(), filled.feeInQuote())
                .bindTo(handle.createQuery("""
                        INSERT INTO fills (
                          venue, account, bot, trade_id, client_order_id, symbol, side, price, quantity, fee,
                          fee_currency, fee_in_quote, liquidity, at_ms)
                        VALUES (
                          :venue, :account, :bot, :tradeId, :clientOrderId, :symbol, :side, :price, :quantity, :fee,
                          :feeCurrency, :feeInQuote, :liquidity, :atMs)
                        ON CONFLICT (venue, account, symbol, trade_id) DO NOTHING
                        RETURNING sequence
                        """))
                .bind("venue", account.venue())
                .bind("account", account.account())
                .bind("bot", filled.bot().value())
                .mapTo(Long.class)
                .findOne();
    }

    private void addTo(Order order) {
        handle.createUpdate("""
                        UPDATE orders
                        SET filled = :filled, filled_quote = :filledQuote, updated_at_ms = :updatedAtMs
                        WHERE client_order_id = :clientOrderId
                        """)
                .bind("filled", order.filled().toString())
                .bind("filledQuote", Decimals.text(order.filledQuote()))
                .bind("updatedAtMs", order.updatedAt().toEpochMilli())
                .bind("clientOrderId", order.clientOrderId().value())
                .execute();
    }

    private void insert(BotId bot, long fillSequence, RealisedTrade trade) {
        TradeRow.from(trade)
                .bindTo(handle.createUpdate("""
                        INSERT INTO trades (
                          fill_sequence, bot, trade_id, symbol, quantity, proceeds, cost, fees, pnl, at_ms)
                        VALUES (
                          :fillSequence, :bot, :tradeId, :symbol, :quantity, :proceeds, :cost, :fees, :pnl, :atMs)
                        """))
                .bind("fillSequence", fillSequence)
                .bind("bot", bot.value())
                .execute();
    }

    /** Writes a position; when it is flat, the fills up to {@code lastFill} are behind it. */
    private void settle(PositionRecord position, long lastFill) {
        PositionRow.from(position, position.position().isFlat() ? lastFill : 0)
                .bindTo(handle.createUpdate("""
                        INSERT INTO positions (
                          bot, symbol, quantity, cost, opened_by_at_ms, entry_price, peak_price, changed_at_ms,
                          flat_after_fill)
                        VALUES (
                          :bot, :symbol, :quantity, :cost, :openedByAtMs, :entryPrice, :peakPrice, :changedAtMs,
                          :flatAfterFill)
                        ON CONFLICT (bot) DO UPDATE SET
                          symbol = excluded.symbol, quantity = excluded.quantity, cost = excluded.cost,
                          opened_by_at_ms = excluded.opened_by_at_ms, entry_price = excluded.entry_price,
                          peak_price = excluded.peak_price, changed_at_ms = excluded.changed_at_ms,
                          flat_after_fill = max(positions.flat_after_fill, excluded.flat_after_fill)
                        """))
                .execute();
    }

    private long lastFillOf(BotId bot) {
        return handle.createQuery("SELECT coalesce(max(sequence), 0) FROM fills WHERE bot = :bot")
                .bind("bot", bot.value())
                .mapTo(Long.class)
                .one();
    }

    private void remember(JournalEntry.EquityPeak peak) {
        handle.createUpdate("""
                        INSERT INTO equity_peaks (bot, equity, currency, at_ms)
                        VALUES (:bot, :equity, :currency, :atMs)
                        ON CONFLICT (bot) DO UPDATE SET
                          equity = excluded.equity, currency = excluded.currency, at_ms = excluded.at_ms
                        """)
                .bind("bot", peak.bot().value())
                .bind("equity", Decimals.text(peak.equity()))
                .bind("currency", peak.equity().currency().code())
                .bind("atMs", peak.at().toEpochMilli())
                .execute();
    }

    private void note(JournalEntry.Noted noted) {
        handle.createUpdate("""
                        INSERT INTO audit (at_ms, bot, actor, action, detail)
                        VALUES (:atMs, :bot, :actor, :action, :detail)
                        """)
                .bind("atMs", noted.at().toEpochMilli())
                .bind("bot", noted.bot().value())
                .bind("actor", noted.actor())
                .bind("action", noted.action())
                .bind("detail", noted.detail())
                .execute();
    }

    private static EntryRefusedException neverIntended(ClientOrderId id) {
        return new EntryRefusedException("order " + id + " was never intended");
    }
}
