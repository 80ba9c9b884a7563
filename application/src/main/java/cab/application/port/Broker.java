package cab.application.port;

import cab.domain.market.Symbol;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The exchange account orders are placed on.
 *
 * <p>No method waits: each hands a command over and returns. The reply is given exactly once, never from inside the
 * call, on a thread of the adapter; receivers pass it on to their mailbox. An adapter answers within its deadline:
 * where no clear answer came (timeout, disconnect, server error, unreadable body) the reply says {@code Unknown}, which
 * claims nothing. An adapter never repeats a placement by itself. Thread-safe.
 */
public interface Broker {

    /** What this account's exchange can do. Constant while the program runs. */
    BrokerCapabilities capabilities();

    /**
     * Says which orders the book has, before anything else is asked for: an exchange that keeps no name of ours for
     * some of its orders is told here which of them are ours.
     */
    void recall(List<Order> orders);

    /** Sends one order. That the intent is durable is the caller's duty. */
    void place(OrderIntent intent, Consumer<PlacementReport> reply);

    /** Asks to end one order. */
    void cancel(Order order, Consumer<CancelReport> reply);

    /** Asks what became of one order, by the exchange's name where it is known, else by ours. */
    void lookUp(Order order, Consumer<LookupReport> reply);

    /** Lists every open order of the symbol, those of other programs and people included. */
    void openOrders(Symbol symbol, Consumer<OpenOrdersReport> reply);

    /** Lists every fill of the symbol from {@code since} on, those of other programs and people included. */
    void fills(Symbol symbol, Instant since, Consumer<FillsReport> reply);

    /** Lists all balances of the account. */
    void balances(Consumer<BalancesReport> reply);

    /**
     * Starts the stream of our own fills and order changes of the symbol. The stream may repeat and reorder, and lose
     * what happened while it was cut off; {@link BrokerEvent.StreamRestored} tells the listener to read again.
     */
    Subscription subscribe(Symbol symbol, Consumer<BrokerEvent> listener);
}
