package cab.infrastructure.exchange.simulated;

import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderTerms;

/**
 * A request to place an order, as it arrives at the exchange. Immutable.
 *
 * @param clientOrderId the name the order is given by who places it
 * @param terms what is asked for
 */
public record Placement(ClientOrderId clientOrderId, OrderTerms terms) {}
