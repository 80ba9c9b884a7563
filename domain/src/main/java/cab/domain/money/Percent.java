package cab.domain.money;

import java.math.BigDecimal;

/**
 * A share in percent: 0.1 means one thousandth. Any sign. Immutable.
 *
 * @param value percent, at most 18 digits after the point, kept without trailing zeros
 */
public record Percent(BigDecimal value) implements Comparable<Percent> {

    public static final Percent ZERO = new Percent(BigDecimal.ZERO);

    public Percent {
        value = Decimals.canonical("percent", value);
    }

    public static Percent of(String text) {
        return new Percent(Decimals.parse("percent", text));
    }

    /** This share as a factor: 5 % is 0.05. Exact. */
    public BigDecimal fraction() {
        return value.movePointLeft(2);
    }

    public Percent negated() {
        return new Percent(value.negate());
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    public boolean isPositive() {
        return value.signum() > 0;
    }

    @Override
    public int compareTo(Percent other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString() + " %";
    }
}
