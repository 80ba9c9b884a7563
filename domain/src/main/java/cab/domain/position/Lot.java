package cab.domain.position;

import cab.domain.money.Money;
import cab.domain.money.Quantity;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * What came in by one fill and is still held. Immutable.
 *
 * @param quantity base, fees in base taken off
 * @param cost what it cost in quote, its fee included
 * @param boughtAt when
 */
public record Lot(Quantity quantity, Money cost, Instant boughtAt) {

    private static final int SCALE_MAX = 18;

    /** Both as one, which counts as bought when the older was; nothing of quantity and cost is lost. */
    Lot and(Lot younger) {
        return new Lot(quantity.plus(younger.quantity), cost.plus(younger.cost), boughtAt);
    }

    /** The lot without {@code part}, which has cost {@code share}. */
    Lot without(Quantity part, Money share) {
        return new Lot(quantity.minus(part), cost.minus(share), boughtAt);
    }

    /** The share of the cost that {@code part} carries, rounded half even; the rest keeps the difference. */
    Money costOf(Quantity part) {
        return new Money(
                cost.amount().multiply(part.value()).divide(quantity.value(), SCALE_MAX, RoundingMode.HALF_EVEN),
                cost.currency());
    }
}
