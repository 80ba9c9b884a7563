package cab.domain.sizing;

import cab.domain.money.Money;
import cab.domain.money.Percent;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a sizer may know. Immutable.
 *
 * @param freeQuote what can be spent now; zero or less means nothing
 * @param equity what everything is worth, in the same currency
 * @param takerFee what an entry costs on top, as a share of what is spent
 */
public record SizingState(Money freeQuote, Money equity, Percent takerFee) {

    /** Digits after the point of an amount to spend; finer than that no exchange keeps its accounts. */
    static final int AMOUNT_SCALE = 8;

    public SizingState {
        if (!freeQuote.currency().equals(equity.currency())) {
            throw new IllegalArgumentException(
                    "equity must be in " + freeQuote.currency() + ", was in " + equity.currency());
        }
    }

    /**
     * The most that can be spent so that the fee on top is still free; rounded down to 8 digits. A rebate is not
     * counted on.
     */
    public Money affordable() {
        if (!freeQuote.isPositive()) {
            return Money.zero(freeQuote.currency());
        }
        BigDecimal factor = BigDecimal.ONE.add(takerFee.fraction().max(BigDecimal.ZERO));
        return new Money(freeQuote.amount().divide(factor, AMOUNT_SCALE, RoundingMode.DOWN), freeQuote.currency());
    }
}
