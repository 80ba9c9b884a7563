package cab.infrastructure.exchange.live;

import cab.application.port.BalancesReport;
import cab.application.port.CancelReport;
import cab.application.port.LookupReport;
import cab.application.port.PlacementReport;
import cab.application.port.VenueOrder;
import cab.domain.market.Symbol;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeFault;
import java.time.Instant;
import java.util.List;

/**
 * What can be done with an account, one request after the other. All but {@link #recall} waits until the deadline at
 * most, and throws {@link ExchangeFault} where there was no clear answer. Thread-safe.
 */
public interface AccountDesk {

    /** Asks whether the exchange takes the key, and what the key may do. Never throws {@link ExchangeFault}. */
    KeyReport key(Deadline deadline);

    /** These orders are in the book, under the names that the exchange gave them. Does not ask. */
    void recall(List<Order> orders);

    /** Sends an order, once. */
    PlacementReport place(OrderIntent intent, Deadline deadline);

    CancelReport cancel(Order order, Deadline deadline);

    LookupReport lookUp(Order order, Deadline deadline);

    /** All open orders, those that wait for their price included. */
    List<VenueOrder> open(Symbol symbol, Deadline deadline);

    /** Every fill at or after {@code since}. */
    List<Fill> fills(Symbol symbol, Instant since, Deadline deadline);

    BalancesReport balances(Deadline deadline);
}
