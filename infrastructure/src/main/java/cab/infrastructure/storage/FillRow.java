package cab.infrastructure.storage;

import cab.application.port.RecoveredBook.BookedFill;
import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** One row of {@code fills}, without whose it is. Immutable. */
record FillRow(
        String tradeId,
        String clientOrderId,
        String symbol,
        String side,
        String price,
        String quantity,
        String fee,
        String feeCurrency,
        @Nullable String feeInQuote,
        String liquidity,
        long atMs) {

    /** The columns, in the order of {@link #read}. */
    static final String COLUMNS = """
            trade_id, client_order_id, symbol, side, price, quantity, fee, fee_currency, fee_in_quote, liquidity, at_ms
            """;

    static FillRow from(Fill fill, Optional<Money> feeInQuote) {
        return new FillRow(
                fill.tradeId().value(),
                fill.clientOrderId().value(),
                fill.symbol().toString(),
                fill.side().name(),
                fill.price().toString(),
                fill.quantity().toString(),
                Decimals.text(fill.fee()),
                fill.fee().currency().code(),
                feeInQuote.map(Decimals::text).orElse(null),
                fill.liquidity().name(),
                fill.at().toEpochMilli());
    }

    static FillRow read(ResultSet row) throws SQLException {
        return new FillRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getLong(11));
    }

    <S extends SqlStatement<S>> S bindTo(S statement) {
        return statement
                .bind("tradeId", tradeId)
                .bind("clientOrderId", clientOrderId)
                .bind("symbol", symbol)
                .bind("side", side)
                .bind("price", price)
                .bind("quantity", quantity)
                .bind("fee", fee)
                .bind("feeCurrency", feeCurrency)
                .bind("feeInQuote", feeInQuote)
                .bind("liquidity", liquidity)
                .bind("atMs", atMs);
    }

    Fill toDomain() {
        return new Fill(
                new TradeId(tradeId),
                new ClientOrderId(clientOrderId),
                Symbol.of(symbol),
                Side.valueOf(side),
                Price.of(price),
                Quantity.of(quantity),
                Money.of(fee, new Currency(feeCurrency)),
                LiquiditySide.valueOf(liquidity),
                Instant.ofEpochMilli(atMs));
    }

    BookedFill toBooked() {
        Fill fill = toDomain();
        return new BookedFill(
                fill,
                Optional.ofNullable(feeInQuote)
                        .map(value -> Money.of(value, fill.symbol().quote())));
    }
}
