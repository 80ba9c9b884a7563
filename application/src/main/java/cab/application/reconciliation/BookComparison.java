package cab.application.reconciliation;

import cab.application.execution.Book;
import cab.application.execution.Bookkeeper;
import cab.application.execution.Holdings;
import cab.application.port.BalancesReport;
import cab.application.port.FillsReport;
import cab.application.port.OpenOrdersReport;
import cab.application.port.VenueOrder;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.TradeId;
import cab.domain.order.VenueOrderId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What differs between the book and the exchange, with what was missed booked on the way. It remembers which orders and
 * fills of others it has told of. Owned by one thread.
 */
final class BookComparison {

    private static final int FOREIGN_KEPT = 10_000;

    private final Book book;
    private final Bookkeeper bookkeeper;
    private final Holdings coins;
    private final Set<TradeId> foreignFills = new LinkedHashSet<>();
    private final Set<VenueOrderId> foreignOrders = new LinkedHashSet<>();

    /**
     * The comparison of one book.
     *
     * @param coins what all books of the account hold
     */
    BookComparison(Book book, Bookkeeper bookkeeper, Holdings coins) {
        this.book = book;
        this.coins = coins;
        this.bookkeeper = bookkeeper;
    }

    /**
     * Compares.
     *
     * @param still whether nothing was traded while the lists were read
     */
    ReconciliationResult.Compared compare(
            OpenOrdersReport.Known orders, FillsReport.Known fills, BalancesReport.Known balances, boolean still) {
        List<String> explained = new ArrayList<>();
        List<String> unexplained = new ArrayList<>();
        bookFills(fills.fills(), explained, unexplained);
        compareOrders(orders.orders(), explained, unexplained);
        // While an order is working, its fills and the balance may be from different moments.
        if (still && !book.isBusy()) {
            compareBalance(balances, unexplained);
        }
        return new ReconciliationResult.Compared(explained, unexplained);
    }

    /** Takes note of an order that was looked up on the way. */
    void shown(VenueOrder order) {
        bookkeeper.shown(order);
    }

    private void bookFills(List<Fill> fills, List<String> explained, List<String> unexplained) {
        for (Fill fill : inOrder(fills)) {
            ClientOrderId clientOrderId = fill.clientOrderId();
            if (!clientOrderId.belongsTo(book.bot())) {
                if (!clientOrderId.isOurs() && remember(foreignFills, fill.tradeId())) {
                    explained.add(
                            "a fill that is not ours: " + fill.side() + " " + fill.quantity() + " at " + fill.price());
                }
                continue;
            }
            if (!book.isBooked(fill.tradeId()) && bookkeeper.adopt(clientOrderId, filledBy(clientOrderId, fills))) {
                explained.add(adopted(clientOrderId));
            }
            switch (bookkeeper.filled(fill)) {
                case BOOKED -> explained.add("missed fill " + fill.tradeId() + " of " + clientOrderId + " booked");
                case KNOWN -> {}
                case ORDER_UNKNOWN ->
                    unexplained.add("fill " + fill.tradeId() + " is of order " + clientOrderId
                            + ", which the book does not know");
            }
        }
    }

    /** In order of time: a sale is booked behind the purchase that it sells. */
    private static List<Fill> inOrder(List<Fill> fills) {
        return fills.stream().sorted(Comparator.comparing(Fill::at)).toList();
    }

    private static Quantity filledBy(ClientOrderId clientOrderId, List<Fill> fills) {
        Quantity filled = Quantity.ZERO;
        for (Fill fill : fills) {
            filled = fill.clientOrderId().equals(clientOrderId) ? filled.plus(fill.quantity()) : filled;
        }
        return filled;
    }

    private static String adopted(ClientOrderId clientOrderId) {
        return "sale " + clientOrderId + " was sent while the journal could not be written";
    }

    private void compareOrders(List<VenueOrder> orders, List<String> explained, List<String> unexplained) {
        for (VenueOrder order : orders) {
            ClientOrderId clientOrderId = order.clientOrderId();
            if (book.order(clientOrderId).isPresent()) {
                bookkeeper.shown(order);
            } else if (!clientOrderId.belongsTo(book.bot())) {
                if (!clientOrderId.isOurs() && remember(foreignOrders, order.venueOrderId())) {
                    explained.add("an order that is not ours is open: " + order.venueOrderId());
                }
            } else if (bookkeeper.adopt(clientOrderId, order.filled())) {
                explained.add(adopted(clientOrderId));
                bookkeeper.shown(order);
            } else {
                unexplained.add("order " + clientOrderId + " is open at the exchange and not in the book");
            }
        }
    }

    private static <T> boolean remember(Set<T> seen, T what) {
        return seen.size() < FOREIGN_KEPT && seen.add(what);
    }

    private void compareBalance(BalancesReport.Known balances, List<String> unexplained) {
        Currency coin = book.symbol().base();
        Holdings.Sum sum = coins.of(coin, book.bot());
        Money total = balances.of(coin).total();
        BigDecimal missing = sum.held().minus(total).amount();
        // Less than a step is what exchanges round fees by; it can be neither bought nor sold. What another bot is
        // trading
        // may be in the balance and not in its book yet.
        if (sum.atRest() && missing.compareTo(book.instrument().quantityStep()) >= 0) {
            unexplained.add((sum.bots() == 1 ? "the book holds " : "the books of " + sum.bots() + " bots hold ")
                    + sum.held() + ", the exchange " + total);
        }
        if (book.oversold().isPositive()) {
            unexplained.add("sold " + book.oversold() + " " + book.symbol().base() + " that the book never bought");
        }
    }
}
