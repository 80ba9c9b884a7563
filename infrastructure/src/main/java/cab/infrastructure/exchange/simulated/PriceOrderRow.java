package cab.infrastructure.exchange.simulated;

import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.OrderType;
import cab.domain.order.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads and writes rows of the table {@code price_order}. */
final class PriceOrderRow {

    private PriceOrderRow() {}

    static void put(Handle handle, PriceOrder order) {
        PriceOrderStatement stated = order.statement();
        Placement put = stated.terms().put();
        OrderTerms terms = put.terms();
        handle.createUpdate("""
                        INSERT INTO price_order (id, account, symbol, trigger_price, on_rise, lifetime_ms, source, named,
                            side, type, quantity, amount, limit_price, time_in_force, created_at_ms, ended_at_ms, status,
                            fired_order_id, reason)
                        VALUES (:id, :account, :symbol, :trigger_price, :on_rise, :lifetime_ms, :source, :named, :side,
                            :type, :quantity, :amount, :limit_price, :time_in_force, :created_at_ms, :ended_at_ms,
                            :status, :fired_order_id, :reason)
                        ON CONFLICT (id) DO UPDATE SET ended_at_ms = excluded.ended_at_ms, status = excluded.status,
                            fired_order_id = excluded.fired_order_id, reason = excluded.reason
                        """)
                .bind("id", stated.id())
                .bind("account", order.account().name())
                .bind("symbol", terms.symbol().toString())
                .bind("trigger_price", stated.terms().trigger().toString())
                .bind("on_rise", stated.terms().isOnRise())
                .bind("lifetime_ms", stated.terms().lifetime().toMillis())
                .bind("source", put.clientOrderId().value())
                .bind("named", put.isNamed())
                .bind("side", terms.side().name())
                .bind("type", terms.type().name())
                .bind("quantity", quantityOf(terms.size()))
                .bind("amount", amountOf(terms.size()))
                .bind("limit_price", terms.limit().map(Price::toString).orElse(null))
                .bind("time_in_force", put.timeInForce().name())
                .bind("created_at_ms", stated.createdAtMs())
                .bind("ended_at_ms", stated.endedAtMs())
                .bind("status", stated.status().name())
                .bind("fired_order_id", stated.firedOrderId())
                .bind("reason", stated.reason())
                .execute();
    }

    /** All that wait, and the latest of the others, by number. */
    static List<ExchangeJournal.StoredPriceOrder> openAndLatest(Handle handle, int latest) {
        return handle.createQuery("""
                        SELECT * FROM price_order
                        WHERE status = 'OPEN' OR id > (SELECT coalesce(max(id), 0) FROM price_order) - :latest
                        ORDER BY id
                        """)
                .bind("latest", latest)
                .map((row, context) -> of(row))
                .list();
    }

    private static ExchangeJournal.StoredPriceOrder of(ResultSet row) throws SQLException {
        PriceOrderTerms terms = new PriceOrderTerms(
                Price.of(row.getString("trigger_price")),
                row.getBoolean("on_rise"),
                Duration.ofMillis(row.getLong("lifetime_ms")),
                new Placement(
                        new ClientOrderId(row.getString("source")),
                        termsOf(row),
                        TimeInForce.valueOf(row.getString("time_in_force")),
                        row.getBoolean("named")));
        return new ExchangeJournal.StoredPriceOrder(
                row.getString("account"),
                new PriceOrderStatement(
                        row.getLong("id"),
                        terms,
                        row.getLong("created_at_ms"),
                        row.getLong("ended_at_ms"),
                        PriceOrderStatement.Status.valueOf(row.getString("status")),
                        row.getLong("fired_order_id"),
                        row.getString("reason")));
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
                Optional.empty());
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
