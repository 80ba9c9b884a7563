package cab.application.port;

import cab.domain.money.Price;
import cab.domain.order.DecisionKey;
import cab.domain.order.Purpose;
import java.time.Instant;

/**
 * The decision to sell a position whose sale cannot leave yet, because a stop that rests at the exchange has to end
 * first. It holds until that position is sold. Immutable.
 *
 * @param position the decision that opened the position
 * @param purpose why it is sold
 * @param reference the price the decision was made at
 * @param at when it was made
 */
public record WantedSale(DecisionKey position, Purpose purpose, Price reference, Instant at) {}
