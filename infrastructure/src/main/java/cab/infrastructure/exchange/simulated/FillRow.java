package cab.infrastructure.exchange.simulated;

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
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads and writes rows of the table {@code fill}. */
final class FillRow {

    private FillRow() {}

    static void insert(Handle handle, ExchangeJournal.OrderFill orderFill) {
        ExchangeOrder order = orderFill.order();
        Fill fill = orderFill.fill();
        handle.createUpdate("""
                        INSERT INTO fill (id, account, symbol, client_order_id, side, price, quantity, fee,
                            fee_currency, liquidity, at_ms, order_id, named)
                        VALUES (:id, :account, :symbol, :client_order_id, :side, :price, :quantity, :fee,
                            :fee_currency, :liquidity, :at_ms, :order_id, :named)
                        """)
                .bind("id", Long.parseLong(fill.tradeId().value()))
                .bind("order_id", order.id())
                .bind("named", order.placement().isNamed())
                .bind("account", order.account().name())
                .bind("symbol", fill.symbol().toString())
                .bind("client_order_id", fill.clientOrderId().value())
                .bind("side", fill.side().name())
                .bind("price", fill.price().toString())
                .bind("quantity", fill.quantity().toString())
                .bind("fee", fill.fee().amount().toPlainString())
                .bind("fee_currency", fill.fee().currency().code())
                .bind("liquidity", fill.liquidity().name())
                .bind("at_ms", fill.at().toEpochMilli())
                .execute();
    }

    /** The latest, oldest first. */
    static List<ExchangeJournal.StoredFill> latest(Handle handle, int count) {
        return handle.createQuery("SELECT * FROM (SELECT * FROM fill ORDER BY id DESC LIMIT :count) ORDER BY id")
                .bind("count", count)
                .map((row, context) -> new ExchangeJournal.StoredFill(
                        row.getString("account"), new Trade(row.getLong("order_id"), row.getBoolean("named"), of(row))))
                .list();
    }

    /** All of an account and symbol from a time on, oldest first. */
    static List<Fill> since(Handle handle, String account, String symbol, long sinceMs) {
        return handle.createQuery("""
                        SELECT * FROM fill WHERE account = :account AND symbol = :symbol AND at_ms >= :since
                        ORDER BY at_ms, id
                        """)
                .bind("account", account)
                .bind("symbol", symbol)
                .bind("since", sinceMs)
                .map((row, context) -> of(row))
                .list();
    }

    private static Fill of(ResultSet row) throws SQLException {
        return new Fill(
                new TradeId(Long.toString(row.getLong("id"))),
                new ClientOrderId(row.getString("client_order_id")),
                Symbol.of(row.getString("symbol")),
                Side.valueOf(row.getString("side")),
                Price.of(row.getString("price")),
                Quantity.of(row.getString("quantity")),
                Money.of(row.getString("fee"), new Currency(row.getString("fee_currency"))),
                LiquiditySide.valueOf(row.getString("liquidity")),
                Instant.ofEpochMilli(row.getLong("at_ms")));
    }
}
