package cab.domain.order;

import cab.domain.money.Money;
import cab.domain.money.Quantity;

/** How much an order is for: a quantity of base, or, for a market buy, an amount of quote to spend. */
public sealed interface OrderSize {

    /**
     * A quantity of base. Immutable.
     *
     * @param quantity positive
     */
    record OfBase(Quantity quantity) implements OrderSize {

        public OfBase {
            if (!quantity.isPositive()) {
                throw new IllegalArgumentException("order quantity must be positive, was " + quantity);
            }
        }
    }

    /**
     * An amount of quote to spend, fees not included. Immutable.
     *
     * @param amount positive, in the quote currency of the order's symbol
     */
    record OfQuote(Money amount) implements OrderSize {

        public OfQuote {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("order amount must be positive, was " + amount);
            }
        }
    }
}
