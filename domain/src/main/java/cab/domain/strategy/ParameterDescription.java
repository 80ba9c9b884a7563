package cab.domain.strategy;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One parameter of a strategy, for checking, documentation and parameter search. Immutable.
 *
 * @param name lower-case letters, digits and underscores, such as {@code fast}
 * @param summary what it means, in one line
 * @param defaultValue what is used when nothing is set; within min and max
 * @param min smallest allowed value
 * @param max largest allowed value
 * @param whole whether it must be a whole number
 */
public record ParameterDescription(
        String name, String summary, BigDecimal defaultValue, BigDecimal min, BigDecimal max, boolean whole) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final BigDecimal WHOLE_MAX = BigDecimal.valueOf(1_000_000_000);

    public ParameterDescription {
        name = checkedName("parameter", name);
        if (summary.isBlank()) {
            throw new IllegalArgumentException("parameter " + name + " must say in a line what it means, said nothing");
        }
        if (whole
                && (isFraction(min)
                        || isFraction(max)
                        || min.abs().max(max.abs()).compareTo(WHOLE_MAX) > 0)) {
            throw new IllegalArgumentException("parameter " + name + " must have whole limits of no more than "
                    + WHOLE_MAX.toPlainString() + ", had " + min + " and " + max);
        }
        Optional<String> fault = faultOf(name, defaultValue, min, max, whole);
        if (fault.isPresent()) {
            throw new IllegalArgumentException("the default of a parameter must be allowed: " + fault.get());
        }
    }

    /** {@code name}, when it is one that a setting can be made of. */
    static String checkedName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name of a " + what + " must be a lower-case letter and then up to 39"
                    + " lower-case letters, digits and underscores, was '" + name + "'");
        }
        return name;
    }

    /** A whole number. */
    public static ParameterDescription ofInt(String name, String summary, int defaultValue, int min, int max) {
        return new ParameterDescription(
                name,
                summary,
                BigDecimal.valueOf(defaultValue),
                BigDecimal.valueOf(min),
                BigDecimal.valueOf(max),
                true);
    }

    /** A number that need not be whole; the limits as decimal text, such as {@code 0.5}. */
    public static ParameterDescription ofDecimal(
            String name, String summary, String defaultValue, String min, String max) {
        return new ParameterDescription(
                name, summary, new BigDecimal(defaultValue), new BigDecimal(min), new BigDecimal(max), false);
    }

    /** What is wrong with {@code value}, or empty when it is allowed. */
    public Optional<String> faultOf(BigDecimal value) {
        return faultOf(name, value, min, max, whole);
    }

    private static Optional<String> faultOf(
            String name, BigDecimal value, BigDecimal min, BigDecimal max, boolean whole) {
        if (whole && isFraction(value)) {
            return Optional.of(name + " must be a whole number, was " + value);
        }
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            return Optional.of(
                    name + " must be within " + min.toPlainString() + ".." + max.toPlainString() + ", was " + value);
        }
        return Optional.empty();
    }

    private static boolean isFraction(BigDecimal value) {
        return value.stripTrailingZeros().scale() > 0;
    }
}
