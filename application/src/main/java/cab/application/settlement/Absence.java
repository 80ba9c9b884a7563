package cab.application.settlement;

import cab.application.execution.Book;
import cab.application.execution.Bookkeeper;
import cab.application.port.BotPorts;
import cab.application.port.FillsReport;
import cab.application.port.OpenOrdersReport;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers the proof that an order in doubt was never taken, where the exchange refuses requests that come too late: the
 * deadline has passed by as long as it shows things late, counted by a clock that never jumps from when this life of
 * the program first followed the order; three lookups in a row since then have not found it, and it is neither among
 * the open orders nor in the fills. Without such a guarantee nothing is ever proved. In the same way it proves that an
 * order which the exchange had taken, and does not know any more when it is to be cancelled, has ended. Owned by one
 * thread.
 */
final class Absence {

    /** The exchange's clock may be so far behind ours: fills are looked for from before the decision on. */
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(1);

    /** Lookups in a row that must not find the order. */
    static final int LOOKUPS = 3;

    private final BotPorts ports;
    private final Book book;
    private final Bookkeeper bookkeeper;
    private final Map<ClientOrderId, Integer> notFound = new HashMap<>();

    /** Since when the row of lookups goes on that do not find an order. */
    private final Map<ClientOrderId, Instant> rowSince = new HashMap<>();

    /** Since when each order is followed, by the time of the program: a wrong clock proves nothing. */
    private final Map<ClientOrderId, Instant> followedSince = new HashMap<>();

    Absence(BotPorts ports, Book book, Bookkeeper bookkeeper) {
        this.ports = ports;
        this.book = book;
        this.bookkeeper = bookkeeper;
    }

    /** Forgets orders that are not followed any more, and notes since when the others are. */
    void follow() {
        notFound.keySet().removeIf(clientOrderId -> !book.isWorking(clientOrderId));
        rowSince.keySet().removeIf(clientOrderId -> !book.isWorking(clientOrderId));
        followedSince.keySet().removeIf(clientOrderId -> !book.isWorking(clientOrderId));
        Instant now = ports.processTime().instant();
        for (Order order : book.working()) {
            var _ = followedSince.putIfAbsent(order.clientOrderId(), now);
        }
    }

    /** Evidence, or an answer that says nothing: the row of lookups begins anew. */
    void interrupted(ClientOrderId clientOrderId) {
        notFound.remove(clientOrderId);
        rowSince.remove(clientOrderId);
    }

    /** The exchange, asked at {@code askedAt} of the time of the program, does not show the order. */
    void notFound(ClientOrderId clientOrderId, Instant askedAt) {
        Optional<Order> doubted = missing(clientOrderId);
        if (doubted.isEmpty() || !isBehindDeadline(doubted.get(), askedAt)) {
            return;
        }
        var _ = rowSince.putIfAbsent(clientOrderId, askedAt);
        if (notFound.merge(clientOrderId, 1, Integer::sum) >= LOOKUPS) {
            notFound.remove(clientOrderId);
            readListings(doubted.get());
        }
    }

    private Optional<Order> missing(ClientOrderId clientOrderId) {
        return book.order(clientOrderId).filter(order -> order.status() == OrderStatus.UNKNOWN || isVanished(order));
    }

    /** Whether the exchange had taken the order, and it is to be cancelled: it cannot come into being any more. */
    private static boolean isVanished(Order order) {
        return order.status() == OrderStatus.CANCEL_SENT && order.venueOrderId().isPresent();
    }

    private boolean isBehindDeadline(Order order, Instant at) {
        if (isVanished(order)) {
            // It was taken: what is waited for is that its end and its fills show, from the first lookup on.
            return true;
        }
        Duration lifetime = ports.broker().capabilities().orderLifetime();
        Instant since = followedSince.get(order.clientOrderId());
        return lifetime.isPositive()
                && since != null
                && at.isAfter(since.plus(lifetime).plus(visibility()));
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
                                    order.intent().decidedAt().minus(CLOCK_MARGIN),
                                    fills -> ports.mailbox().answer(() -> fillsArrived(order, fills)));
                }
            }
            case OpenOrdersReport.Unknown unknown -> {}
        }
    }

    private void fillsArrived(Order order, FillsReport report) {
        switch (report) {
            case FillsReport.Known(var fills) -> {
                Optional<Order> missing = missing(order.clientOrderId());
                if (missing.isEmpty()) {
                    return;
                }
                List<Fill> own = fills.stream()
                        .filter(fill -> fill.clientOrderId().equals(order.clientOrderId()))
                        .toList();
                if (own.isEmpty() && !order.filled().isPositive() && !isVanished(missing.get())) {
                    bookkeeper.rejected(
                            order.clientOrderId(),
                            Settlement.NOT_PLACED,
                            "its deadline has passed and the exchange does not show it");
                } else {
                    ended(order, own);
                }
            }
            case FillsReport.Unknown unknown -> {}
        }
    }

    /**
     * The order was filled and is found no more, neither by its name nor among the open ones: it has ended, with what
     * it filled. So long as that may show late, it stays in doubt.
     */
    private void ended(Order order, List<Fill> fills) {
        for (Fill fill : fills) {
            Bookkeeper.Booking _ = bookkeeper.filled(fill);
        }
        Instant since = rowSince.get(order.clientOrderId());
        if (since != null && !ports.processTime().instant().isBefore(since.plus(visibility()))) {
            bookkeeper.moved(order.clientOrderId(), OrderEvent.CANCELLED);
        }
    }

    /** What the exchange has taken shows at the latest this long after it was taken. */
    private Duration visibility() {
        return ports.broker().capabilities().visibility();
    }
}
