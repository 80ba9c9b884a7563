package cab.infrastructure.config;

import java.math.BigDecimal;

/**
 * The decimals a setting may have. Immutable.
 *
 * @param min the smallest value
 * @param minIncluded whether {@code min} itself is allowed
 * @param max the largest value
 * @param maxIncluded whether {@code max} itself is allowed
 */
record DecimalRange(BigDecimal min, boolean minIncluded, BigDecimal max, boolean maxIncluded) {

    DecimalRange {
        if (min.compareTo(max) > 0) {
            throw new IllegalArgumentException("range must not be empty, was " + min + " to " + max);
        }
    }

    /** From {@code min} to {@code max}, both allowed. */
    static DecimalRange closed(String min, String max) {
        return new DecimalRange(new BigDecimal(min), true, new BigDecimal(max), true);
    }

    /** From {@code min} to below {@code max}. */
    static DecimalRange below(String min, String max) {
        return new DecimalRange(new BigDecimal(min), true, new BigDecimal(max), false);
    }

    /** Above {@code min} to {@code max}. */
    static DecimalRange above(String min, String max) {
        return new DecimalRange(new BigDecimal(min), false, new BigDecimal(max), true);
    }

    boolean contains(BigDecimal value) {
        int toMin = value.compareTo(min);
        int toMax = value.compareTo(max);
        return (minIncluded ? toMin >= 0 : toMin > 0) && (maxIncluded ? toMax <= 0 : toMax < 0);
    }

    /** In words, such as {@code above 0 to 1000} or {@code 0 to below 100}. */
    @Override
    public String toString() {
        return (minIncluded ? "" : "above ")
                + min.toPlainString()
                + (maxIncluded ? " to " : " to below ")
                + max.toPlainString();
    }
}
