package cab.domain.strategy;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One parameter of a strategy, for checking, documentation and parameter search. Immutable.
 *
 * @param name lower-case words with underscores, such as {@code fast}
 * @param summary what it means, in one line
 * @param defaultValue what is used when nothing is set; within min and max
 * @param min smallest allowed value
 * @param max largest allowed value
 * @param whole whether it must be a whole number
 */
public record ParameterDescription(
        String name, String summary, BigDecimal defaultValue, BigDecimal min, BigDecimal max, boolean whole) {

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
        if (whole && value.stripTrailingZeros().scale() > 0) {
            return Optional.of(name + " must be a whole number, was " + value);
        }
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            return Optional.of(
                    name + " must be within " + min.toPlainString() + ".." + max.toPlainString() + ", was " + value);
        }
        return Optional.empty();
    }
}
