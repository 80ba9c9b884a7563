package cab.infrastructure.storage;

import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderStatus;
import cab.domain.order.OrderTerms;
import cab.domain.order.OrderType;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.VenueOrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** One row of {@code orders}. Immutable. */
record OrderRow(
        String clientOrderId,
        String bot,
        String symbol,
        long decisionAtMs,
        String purpose,
        String side,
        String type,
        @Nullable String sizeBase,
        @Nullable String sizeQuote,
        @Nullable String limitPrice,
        @Nullable String triggerPrice,
        String referencePrice,
        @Nullable String parent,
        long decidedAtMs,
        String status,
        @Nullable String venueOrderId,
        String filled,
        String filledQuote,
        long updatedAtMs) {

    /** The columns, in the order of {@link #read}. */
    static final String COLUMNS = """
            client_order_id, bot, symbol, decision_at_ms, purpose, side, type, size_base, size_quote, limit_price,
            trigger_price, reference_price, parent, decided_at_ms, status, venue_order_id, filled, filled_quote,
            updated_at_ms
            """;

    static OrderRow from(Order order) {
        OrderIntent intent = order.intent();
        OrderTerms terms = intent.terms();
        return new OrderRow(
                intent.clientOrderId().value(),
                intent.bot().value(),
                terms.symbol().toString(),
                intent.decision().at().toEpochMilli(),
                intent.purpose().name(),
                terms.side().name(),
                terms.type().name(),
                sizeBase(terms.size()),
                sizeQuote(terms.size()),
                terms.limit().map(Price::toString).orElse(null),
                terms.trigger().map(Price::toString).orElse(null),
                intent.reference().toString(),
                intent.parent().map(ClientOrderId::value).orElse(null),
                intent.decidedAt().toEpochMilli(),
                order.status().name(),
                order.venueOrderId().map(VenueOrderId::value).orElse(null),
                order.filled().toString(),
                Decimals.text(order.filledQuote()),
                order.updatedAt().toEpochMilli());
    }

    private static @Nullable String sizeBase(OrderSize size) {
        return switch (size) {
            case OrderSize.OfBase(var quantity) -> quantity.toString();
            case OrderSize.OfQuote spend -> null;
        };
    }

    private static @Nullable String sizeQuote(OrderSize size) {
        return switch (size) {
            case OrderSize.OfBase base -> null;
            case OrderSize.OfQuote(var amount) -> Decimals.text(amount);
        };
    }

    static OrderRow read(ResultSet row) throws SQLException {
        return new OrderRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getLong(14),
                row.getString(15),
                row.getString(16),
                row.getString(17),
                row.getString(18),
                row.getLong(19));
    }

    <S extends SqlStatement<S>> S bindTo(S statement) {
        return statement
                .bind("clientOrderId", clientOrderId)
                .bind("bot", bot)
                .bind("symbol", symbol)
                .bind("decisionAtMs", decisionAtMs)
                .bind("purpose", purpose)
                .bind("side", side)
                .bind("type", type)
                .bind("sizeBase", sizeBase)
                .bind("sizeQuote", sizeQuote)
                .bind("limitPrice", limitPrice)
                .bind("triggerPrice", triggerPrice)
                .bind("referencePrice", referencePrice)
                .bind("parent", parent)
                .bind("decidedAtMs", decidedAtMs)
                .bind("status", status)
                .bind("venueOrderId", venueOrderId)
                .bind("filled", filled)
                .bind("filledQuote", filledQuote)
                .bind("updatedAtMs", updatedAtMs);
    }

    Order toDomain() {
        Symbol pair = Symbol.of(symbol);
        OrderTerms terms = new OrderTerms(
                pair,
                Side.valueOf(side),
                OrderType.valueOf(type),
                size(pair),
                Optional.ofNullable(limitPrice).map(Price::of),
                Optional.ofNullable(triggerPrice).map(Price::of));
        OrderIntent intent = new OrderIntent(
                new ClientOrderId(clientOrderId),
                new DecisionKey(new BotId(bot), Instant.ofEpochMilli(decisionAtMs)),
                Purpose.valueOf(purpose),
                terms,
                Price.of(referencePrice),
                Optional.ofNullable(parent).map(ClientOrderId::new),
                Instant.ofEpochMilli(decidedAtMs));
        return new Order(
                intent,
                OrderStatus.valueOf(status),
                Optional.ofNullable(venueOrderId).map(VenueOrderId::new),
                Quantity.of(filled),
                Money.of(filledQuote, pair.quote()),
                Instant.ofEpochMilli(updatedAtMs));
    }

    private OrderSize size(Symbol pair) {
        if (sizeBase != null) {
            return new OrderSize.OfBase(Quantity.of(sizeBase));
        }
        if (sizeQuote != null) {
            return new OrderSize.OfQuote(Money.of(sizeQuote, pair.quote()));
        }
        throw new IllegalArgumentException("order " + clientOrderId + " must have a size, has none");
    }
}
