package cab.domain.market;

import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A symbol with the exchange's rules for its orders. The same rules bind backtest, paper and live. Immutable.
 *
 * @param symbol what is traded
 * @param priceTick prices of orders are multiples of it; positive, kept without trailing zeros
 * @param quantityStep quantities of orders are multiples of it; positive, kept without trailing zeros
 * @param minQuantity an order below it is refused; zero means no limit
 * @param minNotional an order worth less than it, in quote, is refused; zero means no limit
 * @param fees what a fill costs
 */
public record Instrument(
        Symbol symbol,
        BigDecimal priceTick,
        BigDecimal quantityStep,
        Quantity minQuantity,
        Money minNotional,
        FeeSchedule fees) {

    public Instrument {
        if (priceTick.signum() <= 0) {
            throw new IllegalArgumentException("price tick must be positive, was " + priceTick);
        }
        if (quantityStep.signum() <= 0) {
            throw new IllegalArgumentException("quantity step must be positive, was " + quantityStep);
        }
        // Through the types of money, so that 0.10 and 0.1 are the same rule and a broken one costs no time.
        priceTick = new Price(priceTick).value();
        quantityStep = new Quantity(quantityStep).value();
        if (!minNotional.currency().equals(symbol.quote())) {
            throw new IllegalArgumentException("minimum notional of " + symbol + " must be in " + symbol.quote()
                    + ", was in " + minNotional.currency());
        }
        if (minNotional.isNegative()) {
            throw new IllegalArgumentException("minimum notional must not be negative, was " + minNotional);
        }
    }

    /** The most that can be ordered out of {@code quantity}: rounded down to the step. */
    public Quantity floor(Quantity quantity) {
        return quantity.flooredTo(quantityStep);
    }

    /** What {@code quantity} is worth at {@code price}, rounded down: never overstated. */
    public Money notional(Quantity quantity, Price price) {
        return price.times(quantity, symbol.quote(), RoundingMode.DOWN);
    }

    /** Why an order of this size would be refused, or empty when it meets step, minimum quantity and notional. */
    public Optional<String> refusalOf(Quantity quantity, Price price) {
        if (!quantity.equals(floor(quantity))) {
            return Optional.of("quantity must be a multiple of " + quantityStep.toPlainString() + ", was " + quantity);
        }
        if (!quantity.isPositive()) {
            return Optional.of("quantity must be positive, was " + quantity);
        }
        if (!quantity.isAtLeast(minQuantity)) {
            return Optional.of("quantity must be at least " + minQuantity + ", was " + quantity);
        }
        Money notional = notional(quantity, price);
        if (!notional.isAtLeast(minNotional)) {
            return Optional.of("notional must be at least " + minNotional + ", was " + notional);
        }
        return Optional.empty();
    }

    /** Whether an order of {@code quantity}, once rounded down to the step, could be placed at {@code price}. */
    public boolean isTradable(Quantity quantity, Price price) {
        // The same as an order that is not refused, without the words.
        Quantity ordered = floor(quantity);
        return ordered.isPositive()
                && ordered.isAtLeast(minQuantity)
                && notional(ordered, price).isAtLeast(minNotional);
    }
}
