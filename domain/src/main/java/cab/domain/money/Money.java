package cab.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A signed, exact amount of one currency. Sums never mix currencies. Immutable.
 *
 * @param amount any sign, at most 18 digits after the point, kept without trailing zeros
 * @param currency what it is an amount of
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    public Money {
        amount = Decimals.canonical("amount", amount);
    }

    public static Money of(String amount, Currency currency) {
        return new Money(Decimals.parse("amount", amount), currency);
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** {@code raw} brought to at most 18 digits after the point in the named direction. */
    public static Money rounded(BigDecimal raw, Currency currency, RoundingMode rounding) {
        return new Money(Decimals.fitted("amount", raw, rounding), currency);
    }

    public Money plus(Money other) {
        BigDecimal added = sameCurrency(other).amount;
        if (added.signum() == 0) {
            return this;
        }
        return amount.signum() == 0 ? other : new Money(amount.add(added), currency);
    }

    public Money minus(Money other) {
        BigDecimal taken = sameCurrency(other).amount;
        return taken.signum() == 0 ? this : new Money(amount.subtract(taken), currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    /** The smaller of the two. */
    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** {@code percent} of this, in the named direction. */
    public Money share(Percent percent, RoundingMode rounding) {
        return rounded(amount.multiply(percent.fraction()), currency, rounding);
    }

    /** How much of the base this buys at {@code price}: a quantity rounded down to 18 digits after the point. */
    public Quantity buysAt(Price price) {
        return new Quantity(amount.divide(price.value(), Decimals.SCALE_MAX, RoundingMode.DOWN));
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    public boolean isAtLeast(Money other) {
        return compareTo(other) >= 0;
    }

    /**
     * Compares amounts.
     *
     * @throws IllegalArgumentException when the currencies differ
     */
    @Override
    public int compareTo(Money other) {
        return amount.compareTo(sameCurrency(other).amount);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("currency must be " + currency + ", was " + other.currency);
        }
        return other;
    }

    /** The amount without exponent and the currency, such as {@code 12.5 USDT}. */
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
