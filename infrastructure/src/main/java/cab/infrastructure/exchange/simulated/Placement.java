package cab.infrastructure.exchange.simulated;

import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderTerms;

/**
 * A request to place an order, as it arrives at the exchange. Immutable.
 *
 * @param clientOrderId the name the order is given by who places it; for an order without a name, where it came from
 * @param terms what is asked for
 * @param timeInForce how long it stays
 * @param isNamed whether the order can be asked for by that name
 */
public record Placement(ClientOrderId clientOrderId, OrderTerms terms, TimeInForce timeInForce, boolean isNamed) {

    /** A named order that stays until it is filled or cancelled. */
    public Placement(ClientOrderId clientOrderId, OrderTerms terms) {
        this(clientOrderId, terms, TimeInForce.GOOD_TILL_CANCELLED, true);
    }

    Placement with(OrderTerms other) {
        return new Placement(clientOrderId, other, timeInForce, isNamed);
    }
}
