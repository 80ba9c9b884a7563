package cab.domain.position;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What is held of one symbol. Immutable.
 *
 * @param quantity base held: fills less base fees, exact
 * @param cost what it cost in quote, entry fees included
 */
public record Position(Quantity quantity, Money cost) {

    private static final int SCALE_MAX = 18;
    private static final MathContext AVERAGE_DIGITS = new MathContext(16, RoundingMode.HALF_EVEN);

    /** Nothing held. */
    public static Position flat(Currency quote) {
        return new Position(Quantity.ZERO, Money.zero(quote));
    }

    public boolean isFlat() {
        return quantity.isZero();
    }

    /**
     * Cost of one unit, entry fees included; empty when flat. Rounded half even to 16 significant digits, so that the
     * price of a coin worth a millionth keeps its digits.
     */
    public Optional<Price> averagePrice() {
        if (isFlat() || !cost.isPositive()) {
            return Optional.empty();
        }
        BigDecimal average = cost.amount()
                .divide(quantity.value(), SCALE_MAX, RoundingMode.HALF_EVEN)
                .round(AVERAGE_DIGITS);
        return average.signum() > 0 ? Optional.of(new Price(average)) : Optional.empty();
    }

    /** What it would bring at {@code price}, fees not included, rounded down. */
    public Money valueAt(Price price) {
        return price.times(quantity, cost.currency(), RoundingMode.DOWN);
    }

    /** What it would earn if sold at {@code price}, fees of the sale not included. */
    public Money unrealisedPnl(Price price) {
        return valueAt(price).minus(cost);
    }
}
