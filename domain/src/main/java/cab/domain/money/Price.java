package cab.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What one unit of the base costs in the quote currency. Always positive and exact; two prices are equal when their
 * numbers are. Immutable.
 *
 * @param value more than zero, at most 18 digits after the point, kept without trailing zeros
 */
public record Price(BigDecimal value) implements Comparable<Price> {

    public Price {
        value = Decimals.canonical("price", value);
        if (value.signum() <= 0) {
            throw new IllegalArgumentException("price must be positive, was " + value.toPlainString());
        }
    }

    /** The price written in {@code text}. */
    public static Price of(String text) {
        return new Price(Decimals.parse("price", text));
    }

    /** What {@code quantity} costs at this price, rounded to 18 digits after the point in the named direction. */
    public Money times(Quantity quantity, Currency quote, RoundingMode rounding) {
        return Money.rounded(value.multiply(quantity.value()), quote, rounding);
    }

    /** This price moved by {@code percent}: 100 and −5 % give 95. Rounded to 18 digits in the named direction. */
    public Price movedBy(Percent percent, RoundingMode rounding) {
        return new Price(value.multiply(BigDecimal.ONE.add(percent.fraction())).setScale(Decimals.SCALE_MAX, rounding));
    }

    /**
     * The nearest multiple of {@code tick} in the named direction.
     *
     * @throws IllegalArgumentException when rounding down leaves nothing
     */
    public Price roundedTo(BigDecimal tick, RoundingMode rounding) {
        return new Price(Multiples.nearest(value, tick, rounding));
    }

    public boolean isBelow(Price other) {
        return compareTo(other) < 0;
    }

    public boolean isAbove(Price other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Price other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString();
    }
}
