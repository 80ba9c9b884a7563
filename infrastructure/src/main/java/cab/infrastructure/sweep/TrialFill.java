package cab.infrastructure.sweep;

import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.Side;
import java.time.Instant;

/**
 * A fill of a trial. Immutable.
 *
 * @param at when the exchange filled
 * @param side direction
 * @param quantity base
 * @param price of one unit, in quote
 * @param fee in the coin it was taken in
 */
public record TrialFill(Instant at, Side side, Quantity quantity, Price price, Money fee) {}
