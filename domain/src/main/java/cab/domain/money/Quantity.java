package cab.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of the base currency, never negative, exact. Immutable.
 *
 * @param value zero or more, at most 18 digits after the point, kept without trailing zeros
 */
public record Quantity(BigDecimal value) implements Comparable<Quantity> {

    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

    public Quantity {
        value = Decimals.canonical("quantity", value);
        if (value.signum() < 0) {
            throw new IllegalArgumentException("quantity must not be negative, was " + value.toPlainString());
        }
    }

    /** The quantity written in {@code text}. */
    public static Quantity of(String text) {
        return new Quantity(Decimals.parse("quantity", text));
    }

    public Quantity plus(Quantity other) {
        if (other.isZero()) {
            return this;
        }
        return isZero() ? other : new Quantity(value.add(other.value));
    }

    /**
     * What is left after {@code other} is taken away.
     *
     * @throws IllegalArgumentException when {@code other} is more than this
     */
    public Quantity minus(Quantity other) {
        return other.isZero() ? this : new Quantity(value.subtract(other.value));
    }

    /** What is left after {@code other} is taken away, or zero when it is more than this. */
    public Quantity minusOrZero(Quantity other) {
        return other.isAtLeast(this) ? ZERO : minus(other);
    }

    /** The smaller of the two. */
    public Quantity min(Quantity other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The largest multiple of {@code step} that is not more than this; never rounds up. */
    public Quantity flooredTo(BigDecimal step) {
        return new Quantity(Multiples.nearest(value, step, RoundingMode.DOWN));
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    public boolean isPositive() {
        return value.signum() > 0;
    }

    public boolean isAtLeast(Quantity other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString();
    }
}
