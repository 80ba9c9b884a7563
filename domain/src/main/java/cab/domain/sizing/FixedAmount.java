package cab.domain.sizing;

import cab.domain.money.Money;

/**
 * The same amount each time, or what is left when that is less: {@code FIXED_AMOUNT}. Immutable.
 *
 * @param amount in quote; positive
 */
public record FixedAmount(Money amount) implements PositionSizer {

    public FixedAmount {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("fixed amount must be positive, was " + amount);
        }
    }

    @Override
    public Money amount(SizingState state) {
        return amount.min(state.affordable());
    }

    @Override
    public String explain(SizingState state) {
        return "a fixed amount of " + amount;
    }
}
