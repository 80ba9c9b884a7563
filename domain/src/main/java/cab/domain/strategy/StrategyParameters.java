package cab.domain.strategy;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Values for the parameters of one strategy, by parameter name. Immutable.
 *
 * @param values by name, in order of name
 */
public record StrategyParameters(SortedMap<String, BigDecimal> values) {

    private static final StrategyParameters NONE = new StrategyParameters(new TreeMap<>());

    public StrategyParameters {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Nothing set: every parameter has its default. */
    public static StrategyParameters none() {
        return NONE;
    }

    public static StrategyParameters of(Map<String, BigDecimal> values) {
        return new StrategyParameters(new TreeMap<>(values));
    }

    /** These parameters with {@code name} set to {@code value}. */
    public StrategyParameters with(String name, BigDecimal value) {
        SortedMap<String, BigDecimal> changed = new TreeMap<>(values);
        changed.put(name, value);
        return new StrategyParameters(changed);
    }

    /**
     * The value of a parameter.
     *
     * @throws IllegalArgumentException when it is not set
     */
    public BigDecimal decimal(String name) {
        BigDecimal value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "' must be set, only " + values.keySet() + " are");
        }
        return value;
    }

    /**
     * The value of a parameter as a number to compute signals with; never an amount.
     *
     * @throws IllegalArgumentException when it is not set
     */
    public double number(String name) {
        return decimal(name).doubleValue();
    }

    /**
     * The value of a whole parameter.
     *
     * @throws IllegalArgumentException when it is not set, not whole or beyond the range of an int
     */
    public int whole(String name) {
        BigDecimal value = decimal(name);
        try {
            return value.intValueExact();
        } catch (ArithmeticException unfit) {
            throw new IllegalArgumentException("parameter '" + name + "' must be a whole number, was " + value, unfit);
        }
    }
}
