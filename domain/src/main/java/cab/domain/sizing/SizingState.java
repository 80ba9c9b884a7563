package cab.domain.sizing;

import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.position.ClosedTrades;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a sizer may know. Immutable, but for the trades, which are those of the moment.
 *
 * @param freeQuote what can be spent now; zero or less means nothing
 * @param equity what everything is worth, in the same currency
 * @param takerFee what an entry costs on top, as a share of what is spent
 * @param closedTrades what earlier positions came to
 */
public record SizingState(Money freeQuote, Money equity, Percent takerFee, ClosedTrades closedTrades) {

    /** Digits after the point of an amount to spend; finer than that no exchange keeps its accounts. */
    static final int AMOUNT_SCALE = 8;

    public SizingState {
        if (!freeQuote.currency().equals(equity.currency())) {
            throw new IllegalArgumentException(
                    "equity must be in " + freeQuote.currency() + ", was in " + equity.currency());
        }
    }

    /** {@code share} of everything there is, or what is left when that is less; rounded down to 8 digits. */
    Money share(BigDecimal share) {
        if (!equity.isPositive()) {
            return Money.zero(equity.currency());
        }
        BigDecimal wanted = equity.amount().multiply(share).setScale(AMOUNT_SCALE, RoundingMode.DOWN);
        return new Money(wanted, equity.currency()).min(affordable());
    }

    /** {@code share}, which must be more than 0 % and at most 100 %. */
    static Percent requireShare(Percent share) {
        if (!share.isPositive() || share.value().compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("share of equity must be more than 0 % and at most 100 %, was " + share);
        }
        return share;
    }

    /** A share of 1 in words: 0.1234 is {@code 12.34 %}. */
    static String percent(BigDecimal share) {
        return share.movePointRight(2).setScale(2, RoundingMode.HALF_EVEN).toPlainString() + " %";
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
