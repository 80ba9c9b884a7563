package cab.app.process;

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
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an exchange has of the bot: every order, every fill, and the coins.
 *
 * @param orders by the name that the bot gave them; what the bot does not know has another name
 * @param fills in the order in which they were made
 * @param balances by currency, what is locked included
 */
record ExchangeAccount(List<Placed> orders, List<Fill> fills, Map<String, BigDecimal> balances) {

    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");

    /** An order, and how much base of it has been filled. */
    record Placed(String name, BigDecimal filled) {}

    BigDecimal balance(String currency) {
        return balances.getOrDefault(currency, BigDecimal.ZERO);
    }

    /** Read from the file of a paper exchange. */
    static ExchangeAccount ofStore(Path file) throws SQLException {
        try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = store.createStatement()) {
            List<Placed> orders = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT client_order_id, filled FROM venue_order")) {
                while (row.next()) {
                    orders.add(new Placed(row.getString(1), new BigDecimal(row.getString(2))));
                }
            }
            List<Fill> fills = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT * FROM fill ORDER BY id")) {
                while (row.next()) {
                    fills.add(stored(row));
                }
            }
            Map<String, BigDecimal> balances = new TreeMap<>();
            try (ResultSet row = statement.executeQuery("SELECT currency, free, locked FROM balance")) {
                while (row.next()) {
                    BigDecimal total = new BigDecimal(row.getString(2)).add(new BigDecimal(row.getString(3)));
                    balances.merge(row.getString(1), total, BigDecimal::add);
                }
            }
            return new ExchangeAccount(orders, fills, balances);
        }
    }

    private static Fill stored(ResultSet row) throws SQLException {
        return new Fill(
                new TradeId(row.getString("id")),
                new ClientOrderId(row.getString("client_order_id")),
                BTC_USDT,
                Side.valueOf(row.getString("side")),
                Price.of(row.getString("price")),
                Quantity.of(row.getString("quantity")),
                Money.of(row.getString("fee"), new Currency(row.getString("fee_currency"))),
                LiquiditySide.valueOf(row.getString("liquidity")),
                Instant.ofEpochMilli(row.getLong("at_ms")));
    }

    /**
     * Read from what a local exchange tells at {@code /truth}. The exchange knows stops by a number alone: each is here
     * under the name of the book's order that has this number, together with the order that it became.
     */
    static ExchangeAccount ofTruth(JsonNode truth, Path book) throws SQLException {
        Map<String, String> stops = stopNames(book);
        Map<String, String> names = new HashMap<>();
        Map<String, BigDecimal> filled = new HashMap<>();
        for (JsonNode order : truth.get("orders")) {
            String id = order.get("id").asText();
            String text = order.get("text").asText();
            String _ = names.put(id, text.startsWith("t-") ? text.substring(2) : "order." + id);
            BigDecimal _ =
                    filled.put(id, new BigDecimal(order.get("filled_amount").asText()));
        }
        List<Placed> orders = new ArrayList<>();
        for (JsonNode stop : truth.get("price_orders")) {
            String id = "price-" + stop.get("id").asText();
            String name = stops.getOrDefault(id, id);
            String became = stop.get("fired_order_id").asText();
            BigDecimal gone = filled.remove(became);
            orders.add(new Placed(name, gone == null ? BigDecimal.ZERO : gone));
            String _ = names.put(became, name);
        }
        filled.forEach((id, amount) -> orders.add(new Placed(names.getOrDefault(id, id), amount)));
        List<Fill> fills = new ArrayList<>();
        for (JsonNode trade : truth.get("trades")) {
            String order = trade.get("order_id").asText();
            fills.add(told(trade, names.getOrDefault(order, "order." + order)));
        }
        fills.sort(
                Comparator.comparingLong(fill -> Long.parseLong(fill.tradeId().value())));
        Map<String, BigDecimal> balances = new TreeMap<>();
        for (JsonNode balance : truth.get("balances")) {
            BigDecimal total = new BigDecimal(balance.get("available").asText())
                    .add(new BigDecimal(balance.get("locked").asText()));
            balances.merge(balance.get("currency").asText(), total, BigDecimal::add);
        }
        return new ExchangeAccount(orders, fills, balances);
    }

    private static Fill told(JsonNode trade, String order) {
        return new Fill(
                new TradeId(trade.get("id").asText()),
                new ClientOrderId(order),
                BTC_USDT,
                Side.valueOf(trade.get("side").asText().toUpperCase(Locale.ROOT)),
                Price.of(trade.get("price").asText()),
                Quantity.of(trade.get("amount").asText()),
                Money.of(
                        trade.get("fee").asText(),
                        new Currency(trade.get("fee_currency").asText())),
                LiquiditySide.valueOf(trade.get("role").asText().toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli((long) trade.get("create_time_ms").asDouble()));
    }

    private static Map<String, String> stopNames(Path book) throws SQLException {
        Map<String, String> names = new HashMap<>();
        try (Connection ours = DriverManager.getConnection("jdbc:sqlite:" + book);
                Statement statement = ours.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT venue_order_id, client_order_id FROM orders WHERE venue_order_id LIKE 'price-%'")) {
            while (row.next()) {
                String _ = names.put(row.getString(1), row.getString(2));
            }
        }
        return names;
    }
}
