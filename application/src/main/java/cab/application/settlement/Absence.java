package cab.application.settlement;

import cab.application.execution.Book;
import cab.application.execution.Bookkeeper;
import cab.application.port.BotPorts;
import cab.application.port.FillsReport;
import cab.application.port.OpenOrdersReport;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Order;
import cab.domain.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers the proof that an order in doubt was never taken, where the exchange refuses requests that come too late: the
 * deadline has passed by a margin for what shows late, three lookups in a row since then have not found it, and it is
 * neither among the open orders nor in the fills. Without such a guarantee nothing is ever proved. Owned by one thread.
 */
final class Absence {

    /** What the exchange has taken shows at the latest this long after it was taken; clocks differ, too. */
    static final Duration VISIBILITY_MARGIN = Duration.ofMinutes(1);

    /** Lookups in a row that must not find the order. */
    static final int LOOKUPS = 3;

    private final BotPorts ports;
    private final Book book;
    private final Bookkeeper bookkeeper;
    private final Map<ClientOrderId, Integer> notFound = new HashMap<>();

    Absence(BotPorts ports, Book book, Bookkeeper bookkeeper) {
        this.ports = ports;
        this.book = book;
        this.bookkeeper = bookkeeper;
    }

    /** Forgets orders that are not followed any more. */
    void trim() {
        notFound.keySet().removeIf(clientOrderId -> !book.isWorking(clientOrderId));
    }

    /** Evidence, or an answer that says nothing: the row of lookups begins anew. */
    void interrupted(ClientOrderId clientOrderId) {
        notFound.remove(clientOrderId);
    }

    /** The exchange, asked at {@code askedAt} of the market, does not show the order. */
    void notFound(ClientOrderId clientOrderId, Instant askedAt) {
        Optional<Order> doubted = inDoubt(clientOrderId);
        if (doubted.isEmpty() || !isBehindDeadline(doubted.get(), askedAt)) {
            return;
        }
        if (notFound.merge(clientOrderId, 1, Integer::sum) >= LOOKUPS) {
            notFound.remove(clientOrderId);
            readListings(doubted.get());
        }
    }

    private Optional<Order> inDoubt(ClientOrderId clientOrderId) {
        return book.order(clientOrderId).filter(order -> order.status() == OrderStatus.UNKNOWN);
    }

    private boolean isBehindDeadline(Order order, Instant at) {
        Duration lifetime = ports.broker().capabilities().orderLifetime();
        return lifetime.isPositive()
                && at.isAfter(order.intent().decidedAt().plus(lifetime).plus(VISIBILITY_MARGIN));
    }

    private void readListings(Order order) {
        ports.broker()
                .openOrders(
                        order.intent().symbol(),
                        report -> ports.mailbox().answer(() -> openOrdersArrived(order, report)));
    }

    private void openOrdersArrived(Order order, OpenOrdersReport report) {
        switch (report) {
            case OpenOrdersReport.Known(var open) -> {
                if (open.stream().noneMatch(each -> each.clientOrderId().equals(order.clientOrderId()))) {
                    ports.broker()
                            .fills(
                                    order.intent().symbol(),
                                    order.intent().decidedAt().minus(VISIBILITY_MARGIN),
                                    fills -> ports.mailbox().answer(() -> fillsArrived(order, fills)));
                }
            }
            case OpenOrdersReport.Unknown unknown -> {}
        }
    }

    private void fillsArrived(Order order, FillsReport report) {
        switch (report) {
            case FillsReport.Known(var fills) -> {
                boolean traded =
                        fills.stream().anyMatch(fill -> fill.clientOrderId().equals(order.clientOrderId()));
                if (!traded && inDoubt(order.clientOrderId()).isPresent()) {
                    bookkeeper.rejected(
                            order.clientOrderId(),
                            Settlement.NOT_PLACED,
                            "its deadline has passed and the exchange does not show it");
                }
            }
            case FillsReport.Unknown unknown -> {}
        }
    }
}
