package cab.app.process;

import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.order.Fill;
import cab.domain.order.Side;
import cab.domain.position.FifoLedger;
import cab.domain.position.RealisedTrade;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bot's book beside the account that it has at the exchange.
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

    /** Compares with the account in the file of a paper exchange. */
    static BookComparison of(Path book, Path exchange) throws SQLException {
        return of(book, ExchangeAccount.ofStore(exchange));
    }

    /** Compares with an account; the book is read at one moment, and its program may be running. */
    static BookComparison of(Path book, ExchangeAccount account) throws SQLException {
        List<String> differences = new ArrayList<>();
        try (Connection ours = DriverManager.getConnection("jdbc:sqlite:" + book)) {
            ours.setAutoCommit(false);
            compareOrders(ours, account, differences);
            compareFills(ours, account, differences);
            String money = compareMoney(ours, account, differences);
            return new BookComparison(
                    List.copyOf(differences),
                    account.orders().size(),
                    account.fills().size(),
                    working(ours),
                    money);
        }
    }

    /** The same with one more difference. */
    BookComparison withDifference(String difference) {
        List<String> more = new ArrayList<>(differences);
        more.add(difference);
        return new BookComparison(List.copyOf(more), orders, fills, working, money);
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
    private static void compareOrders(Connection ours, ExchangeAccount account, List<String> differences)
            throws SQLException {
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
        for (ExchangeAccount.Placed order : account.orders()) {
            int _ = placed.merge(order.name(), 1, Integer::sum);
            expect(differences, "filled of order " + order.name(), order.filled(), booked.get(order.name()));
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
    }

    private static void compareFills(Connection ours, ExchangeAccount account, List<String> differences)
            throws SQLException {
        Map<String, String> booked = booked(ours);
        Map<String, String> made = new TreeMap<>();
        account.fills()
                .forEach(fill -> note(
                        made,
                        fill.tradeId().value(),
                        words(
                                fill.clientOrderId().value(),
                                fill.side().name(),
                                fill.price().value(),
                                fill.quantity().value(),
                                fill.fee().amount(),
                                fill.fee().currency().code())));
        made.forEach((id, fill) -> {
            if (!fill.equals(booked.get(id))) {
                differences.add(
                        "fill " + id + " is " + fill + " at the exchange and " + booked.get(id) + " in the book");
            }
        });
        booked.keySet().stream()
                .filter(id -> !made.containsKey(id))
                .forEach(id -> differences.add("fill " + id + " is in the book and the exchange never made it"));
    }

    private static Map<String, String> booked(Connection ours) throws SQLException {
        Map<String, String> fills = new TreeMap<>();
        try (Statement statement = ours.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT trade_id, client_order_id, side, price, quantity, fee, fee_currency FROM fills")) {
            while (row.next()) {
                note(
                        fills,
                        row.getString(1),
                        words(
                                row.getString(2),
                                row.getString(3),
                                new BigDecimal(row.getString(4)),
                                new BigDecimal(row.getString(5)),
                                new BigDecimal(row.getString(6)),
                                row.getString(7)));
            }
        }
        return fills;
    }

    private static void note(Map<String, String> fills, String id, String fill) {
        String before = fills.put(id, fill);
        if (before != null) {
            fills.put(id, "twice: " + fill);
        }
    }

    private static String words(
            String order, String side, BigDecimal price, BigDecimal quantity, BigDecimal fee, String feeCurrency) {
        return order + " " + side + " " + plain(quantity) + " at " + plain(price) + " fee " + plain(fee) + " "
                + feeCurrency;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** Position, cash and profit, each worked out again from the fills of the exchange. */
    private static String compareMoney(Connection ours, ExchangeAccount account, List<String> differences)
            throws SQLException {
        Symbol symbol = Symbol.of(BTC_USDT);
        FifoLedger ledger = new FifoLedger(symbol);
        Money cash = Money.of("10000", symbol.quote());
        Money profit = Money.zero(symbol.quote());
        for (Fill fill : account.fills()) {
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
                account.balance("BTC"));
        expect(differences, "cash at the exchange", cash.amount(), account.balance("USDT"));
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

    private static BigDecimal position(Connection ours) throws SQLException {
        return sum(ours, "SELECT quantity FROM positions");
    }

    private static BigDecimal profit(Connection ours) throws SQLException {
        return sum(ours, "SELECT pnl FROM trades");
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
