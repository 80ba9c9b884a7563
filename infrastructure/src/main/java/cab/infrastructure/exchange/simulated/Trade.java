package cab.infrastructure.exchange.simulated;

import cab.domain.order.Fill;

/**
 * A fill as the exchange keeps it. Immutable.
 *
 * @param orderId the number of its order
 * @param isNamed whether the client order id of the fill is a name that its owner gave
 * @param fill what was exchanged
 */
public record Trade(long orderId, boolean isNamed, Fill fill) {}
