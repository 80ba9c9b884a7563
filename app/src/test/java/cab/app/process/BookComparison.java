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
import cab.domain.position.FifoLedger;
import cab.domain.position.RealisedTrade;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bot's book beside the account of the simulated exchange, read from the two files of a program that has ended.
 *
 * @param differences in words; empty when both agree
 * @param orders how many orders the exchange has
 * @param fills how many fills the exchange has made
 * @param working how many orders of the book have not come to their end, but for stops that rest
 * @param money position, cash and profit in words, as worked out from the fills of the exchange
 */
record BookComparison(List<String> differences, int orders, int fills, int working, String money) {

    private static final String BTC_USDT = "BTC/USDT";
    private static final Set<String> ENDED = Set.of("FILLED", "CANCELLED", "EXPIRED", "REJECTED");

    static BookComparison of(Path book, Path exchange) throws SQLException {
        List<String> differences = new ArrayList<>();
        try (Connection ours = DriverManager.getConnection("jdbc:sqlite:" + book);
                Connection theirs = DriverManager.getConnection("jdbc:sqlite:" + exchange)) {
            int orders = compareOrders(ours, theirs, differences);
            int fills = compareFills(ours, theirs, differences);
            String money = compareMoney(ours, theirs, differences);
            return new BookComparison(List.copyOf(differences), orders, fills, working(ours), money);
        }
    }

    private static int working(Connection ours) throws SQLException {
        int working = 0;
        try (Statement statement = ours.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT status FROM orders WHERE NOT (trigger_price IS NOT NULL AND status = 'OPEN')")) {
            while (row.next()) {
                working += ENDED.contains(row.getString(1)) ? 0 : 1;
            }
        }
        return working;
    }

    /** Nothing lost, nothing doubled: each order of the exchange is one order of the book, and as far filled. */
    private static int compareOrders(Connection ours, Connection theirs, List<String> differences) throws SQLException {
        Map<String, String> book = new TreeMap<>();
        Map<String, BigDecimal> booked = new TreeMap<>();
        try (Statement statement = ours.createStatement();
                ResultSet row = statement.executeQuery("SELECT client_order_id, status, filled FROM orders")) {
            while (row.next()) {
                book.put(row.getString(1), row.getString(2));
                booked.put(row.getString(1), new BigDecimal(row.getString(3)));
            }
        }
        Map<String, Integer> placed = new TreeMap<>();
        try (Statement statement = theirs.createStatement();
                ResultSet row = statement.executeQuery("SELECT client_order_id, filled FROM venue_order")) {
            while (row.next()) {
                String id = row.getString(1);
                int _ = placed.merge(id, 1, Integer::sum);
                expect(differences, "filled of order " + id, new BigDecimal(row.getString(2)), booked.get(id));
            }
        }
        placed.forEach((id, count) -> {
            if (count != 1) {
                differences.add("order " + id + " was placed " + count + " times");
            }
            if (!book.containsKey(id)) {
                differences.add("order " + id + " is not in the book");
            }
        });
        book.forEach((id, status) -> {
            if (!placed.containsKey(id) && !status.equals("REJECTED")) {
                differences.add("order " + id + " is " + status + " in the book and the exchange does not have it");
            }
        });
        return placed.size();
    }

    private static int compareFills(Connection ours, Connection theirs, List<String> differences) throws SQLException {
        Map<String, String> booked = fills(ours, "trade_id", "fills");
        Map<String, String> made = fills(theirs, "id", "fill");
        made.forEach((id, fill) -> {
            if (!fill.equals(booked.get(id))) {
                differences.add(
                        "fill " + id + " is " + fill + " at the exchange and " + booked.get(id) + " in the book");
            }
        });
        booked.keySet().stream()
                .filter(id -> !made.containsKey(id))
                .forEach(id -> differences.add("fill " + id + " is in the book and the exchange never made it"));
        return made.size();
    }

    private static Map<String, String> fills(Connection connection, String id, String table) throws SQLException {
        Map<String, String> fills = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT " + id + ", client_order_id, side, price, quantity, fee, fee_currency FROM " + table)) {
            while (row.next()) {
                StringBuilder fill = new StringBuilder();
                for (int column = 2; column <= 7; column++) {
                    fill.append(row.getString(column)).append(' ');
                }
                String before = fills.put(row.getString(1), fill.toString());
                if (before != null) {
                    fills.put(row.getString(1), "twice: " + fill);
                }
            }
        }
        return fills;
    }

    /** Position, cash and profit, each worked out again from the fills of the exchange. */
    private static String compareMoney(Connection ours, Connection theirs, List<String> differences)
            throws SQLException {
        Symbol symbol = Symbol.of(BTC_USDT);
        FifoLedger ledger = new FifoLedger(symbol);
        Money cash = Money.of("10000", symbol.quote());
        Money profit = Money.zero(symbol.quote());
        for (Fill fill : fillsOf(theirs, symbol)) {
            Optional<RealisedTrade> realised = ledger.apply(fill, Optional.empty());
            profit = realised.isPresent() ? profit.plus(realised.get().pnl()) : profit;
            Money fee = fill.feeIn(symbol.quote());
            cash = (fill.side() == Side.BUY ? cash.minus(fill.notional()) : cash.plus(fill.notional())).minus(fee);
        }
        expect(differences, "position of the book", ledger.position().quantity().value(), position(ours));
        expect(
                differences,
                "coins at the exchange",
                ledger.position().quantity().value(),
                balance(theirs, "BTC"));
        expect(differences, "cash at the exchange", cash.amount(), balance(theirs, "USDT"));
        expect(differences, "profit of the book", profit.amount(), profit(ours));
        return "position " + ledger.position().quantity() + " " + symbol.base() + ", cash " + cash + ", profit "
                + profit;
    }

    private static void expect(List<String> differences, String what, BigDecimal expected, @Nullable BigDecimal found) {
        if (found == null) {
            differences.add(what + " should be " + expected.toPlainString() + " and is not known");
        } else if (expected.compareTo(found) != 0) {
            differences.add(what + " should be " + expected.toPlainString() + " and is " + found.toPlainString());
        }
    }

    private static List<Fill> fillsOf(Connection theirs, Symbol symbol) throws SQLException {
        List<Fill> fills = new ArrayList<>();
        try (Statement statement = theirs.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM fill ORDER BY id")) {
            while (row.next()) {
                fills.add(new Fill(
                        new TradeId(row.getString("id")),
                        new ClientOrderId(row.getString("client_order_id")),
                        symbol,
                        Side.valueOf(row.getString("side")),
                        Price.of(row.getString("price")),
                        Quantity.of(row.getString("quantity")),
                        Money.of(row.getString("fee"), new Currency(row.getString("fee_currency"))),
                        LiquiditySide.valueOf(row.getString("liquidity")),
                        Instant.ofEpochMilli(row.getLong("at_ms"))));
            }
        }
        return fills;
    }

    private static BigDecimal position(Connection ours) throws SQLException {
        return sum(ours, "SELECT quantity FROM positions");
    }

    private static BigDecimal profit(Connection ours) throws SQLException {
        return sum(ours, "SELECT pnl FROM trades");
    }

    private static BigDecimal balance(Connection theirs, String currency) throws SQLException {
        return sum(theirs, "SELECT free FROM balance WHERE currency = '" + currency + "'")
                .add(sum(theirs, "SELECT locked FROM balance WHERE currency = '" + currency + "'"));
    }

    /** Sums in decimals: SQLite would use floats. */
    private static BigDecimal sum(Connection connection, String query) throws SQLException {
        BigDecimal sum = BigDecimal.ZERO;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                sum = sum.add(new BigDecimal(row.getString(1)));
            }
        }
        return sum;
    }
}
