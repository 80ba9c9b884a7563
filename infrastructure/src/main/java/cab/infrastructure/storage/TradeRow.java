package cab.infrastructure.storage;

import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.order.TradeId;
import cab.domain.position.RealisedTrade;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.statement.SqlStatement;

/** One row of {@code trades}, without whose it is. Immutable. */
record TradeRow(
        String tradeId,
        String symbol,
        String quantity,
        String proceeds,
        String cost,
        String fees,
        String pnl,
        long atMs) {

    /** The columns, in the order of {@link #read}. */
    static final String COLUMNS = "trade_id, symbol, quantity, proceeds, cost, fees, pnl, at_ms ";

    static TradeRow from(RealisedTrade trade) {
        return new TradeRow(
                trade.tradeId().value(),
                trade.symbol().toString(),
                trade.quantity().toString(),
                Decimals.text(trade.proceeds()),
                Decimals.text(trade.cost()),
                Decimals.text(trade.fees()),
                Decimals.text(trade.pnl()),
                trade.at().toEpochMilli());
    }

    static TradeRow read(ResultSet row) throws SQLException {
        return new TradeRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getLong(8));
    }

    <S extends SqlStatement<S>> S bindTo(S statement) {
        return statement
                .bind("tradeId", tradeId)
                .bind("symbol", symbol)
                .bind("quantity", quantity)
                .bind("proceeds", proceeds)
                .bind("cost", cost)
                .bind("fees", fees)
                .bind("pnl", pnl)
                .bind("atMs", atMs);
    }

    RealisedTrade toDomain() {
        Symbol pair = Symbol.of(symbol);
        Currency quote = pair.quote();
        return new RealisedTrade(
                new TradeId(tradeId),
                pair,
                Quantity.of(quantity),
                Money.of(proceeds, quote),
                Money.of(cost, quote),
                Money.of(fees, quote),
                Money.of(pnl, quote),
                Instant.ofEpochMilli(atMs));
    }
}
