package cab.infrastructure.exchange.simulated;

import cab.application.port.VenueOrder;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.OrderType;
import cab.domain.order.Side;
import cab.domain.order.VenueOrderId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads and writes rows of the table {@code venue_order}. */
final class OrderRow {

    private OrderRow() {}

    static void put(Handle handle, ExchangeOrder order) {
        OrderTerms terms = order.terms();
        handle.createUpdate("""
                        INSERT INTO venue_order (id, account, symbol, client_order_id, side, type, quantity, amount,
                            limit_price, trigger_price, placed_at_ms, stage, state, filled, spent, locked, lock_price,
                            time_in_force, named, updated_at_ms, ending, fee)
                        VALUES (:id, :account, :symbol, :client_order_id, :side, :type, :quantity, :amount,
                            :limit_price, :trigger_price, :placed_at_ms, :stage, :state, :filled, :spent, :locked,
                            :lock_price, :time_in_force, :named, :updated_at_ms, :ending, :fee)
                        ON CONFLICT (id) DO UPDATE SET stage = excluded.stage, state = excluded.state,
                            filled = excluded.filled, spent = excluded.spent, locked = excluded.locked,
                            quantity = excluded.quantity, limit_price = excluded.limit_price,
                            lock_price = excluded.lock_price, updated_at_ms = excluded.updated_at_ms,
                            ending = excluded.ending, fee = excluded.fee
                        """)
                .bind("id", order.id())
                .bind("account", order.account().name())
                .bind("symbol", terms.symbol().toString())
                .bind("client_order_id", order.placement().clientOrderId().value())
                .bind("side", terms.side().name())
                .bind("type", terms.type().name())
                .bind("quantity", quantityOf(terms.size()))
                .bind("amount", amountOf(terms.size()))
                .bind("limit_price", terms.limit().map(Price::toString).orElse(null))
                .bind("trigger_price", terms.trigger().map(Price::toString).orElse(null))
                .bind("placed_at_ms", order.placedAtMs())
                .bind("stage", order.stage().name())
                .bind("state", order.state().name())
                .bind("filled", order.filled().toPlainString())
                .bind("spent", order.spent().toPlainString())
                .bind("locked", order.locked().toPlainString())
                .bind("lock_price", order.lockPrice().toPlainString())
                .bind("time_in_force", order.placement().timeInForce().name())
                .bind("named", order.placement().isNamed())
                .bind("updated_at_ms", order.updatedAtMs())
                .bind("ending", order.ending().name())
                .bind("fee", order.fee().toPlainString())
                .execute();
    }

    /** All that are open, and the latest of the others, by number. */
    static List<ExchangeJournal.StoredOrder> openAndLatest(Handle handle, int latest) {
        return handle.createQuery("""
                        SELECT * FROM venue_order
                        WHERE stage <> 'ENDED' OR id > (SELECT coalesce(max(id), 0) FROM venue_order) - :latest
                        ORDER BY id
                        """)
                .bind("latest", latest)
                .map((row, context) -> of(row))
                .list();
    }

    /** The order of that name; the latest, when several have it. */
    static Optional<VenueOrder> find(Handle handle, String account, OrderReference reference) {
        String condition = switch (reference) {
            case OrderReference.ByVenueId byVenue -> "id = :name";
            case OrderReference.ByClientId byClient -> "named = 1 AND client_order_id = :name";
        };
        Object name = switch (reference) {
            case OrderReference.ByVenueId byVenue -> byVenue.number();
            case OrderReference.ByClientId byClient -> byClient.clientOrderId().value();
        };
        return handle.createQuery("SELECT * FROM venue_order WHERE account = :account AND symbol = :symbol AND "
                        + condition + " ORDER BY id DESC LIMIT 1")
                .bind("account", account)
                .bind("symbol", reference.symbol().toString())
                .bind("name", name)
                .map((row, context) -> viewOf(of(row)))
                .findOne();
    }

    private static VenueOrder viewOf(ExchangeJournal.StoredOrder stored) {
        return new VenueOrder(
                new VenueOrderId(Long.toString(stored.id())),
                stored.placement().clientOrderId(),
                stored.placement().terms().symbol(),
                stored.placement().terms().side(),
                stored.state(),
                new Quantity(stored.amounts().getFirst()),
                Instant.ofEpochMilli(stored.placedAtMs()));
    }

    private static ExchangeJournal.StoredOrder of(ResultSet row) throws SQLException {
        return new ExchangeJournal.StoredOrder(
                row.getLong("id"),
                row.getString("account"),
                new Placement(
                        new ClientOrderId(row.getString("client_order_id")),
                        termsOf(row),
                        TimeInForce.valueOf(row.getString("time_in_force")),
                        row.getBoolean("named")),
                row.getLong("placed_at_ms"),
                row.getLong("updated_at_ms"),
                ExchangeOrder.Stage.valueOf(row.getString("stage")),
                OrderEvent.valueOf(row.getString("state")),
                Ending.valueOf(row.getString("ending")),
                List.of(
                        new BigDecimal(row.getString("filled")),
                        new BigDecimal(row.getString("spent")),
                        new BigDecimal(row.getString("locked")),
                        new BigDecimal(row.getString("lock_price")),
                        new BigDecimal(row.getString("fee"))));
    }

    private static OrderTerms termsOf(ResultSet row) throws SQLException {
        Symbol symbol = Symbol.of(row.getString("symbol"));
        String quantity = row.getString("quantity");
        OrderSize size = quantity == null
                ? new OrderSize.OfQuote(Money.of(row.getString("amount"), symbol.quote()))
                : new OrderSize.OfBase(Quantity.of(quantity));
        return new OrderTerms(
                symbol,
                Side.valueOf(row.getString("side")),
                OrderType.valueOf(row.getString("type")),
                size,
                priceOf(row.getString("limit_price")),
                priceOf(row.getString("trigger_price")));
    }

    private static Optional<Price> priceOf(@Nullable String text) {
        return Optional.ofNullable(text).map(Price::of);
    }

    private static @Nullable String quantityOf(OrderSize size) {
        return switch (size) {
            case OrderSize.OfBase base -> base.quantity().toString();
            case OrderSize.OfQuote spend -> null;
        };
    }

    private static @Nullable String amountOf(OrderSize size) {
        return switch (size) {
            case OrderSize.OfBase base -> null;
            case OrderSize.OfQuote spend -> spend.amount().amount().toPlainString();
        };
    }
}
