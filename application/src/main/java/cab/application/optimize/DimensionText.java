package cab.application.optimize;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a {@link Dimension} is written: {@code NAME=from..to[:step][:log]}, {@code NAME=from..to:*factor} or
 * {@code NAME=a|b|c}. Without a step it is one unit of the last digit that is written: {@code 5..50} goes by 1,
 * {@code 1.0..5.0} by 0.1.
 */
public final class DimensionText {

    private static final Pattern DIMENSION = Pattern.compile("([A-Za-z][A-Za-z0-9_]{0,99})=(.*)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,18})?");
    private static final int CHOICES_MAX = 1_000;
    private static final String EXPECTED =
            "expected NAME=from..to[:step][:log], NAME=from..to:*factor or NAME=a|b|c, was '";

    private DimensionText() {}

    /** What came of reading a dimension. */
    public sealed interface Outcome {

        /**
         * It is one.
         *
         * @param dimension what was written
         */
        record Read(Dimension dimension) implements Outcome {}

        /**
         * It is none.
         *
         * @param problem one sentence, with what was written
         */
        record Refused(String problem) implements Outcome {}
    }

    /** Reads one dimension. */
    public static Outcome read(String text) {
        Matcher parts = DIMENSION.matcher(text.strip());
        if (!parts.matches()) {
            return new Outcome.Refused(EXPECTED + text.strip() + "'");
        }
        String name = parts.group(1);
        String values = parts.group(2).strip();
        try {
            return new Outcome.Read(
                    values.indexOf('|') >= 0
                            ? choices(name, values)
                            : values.contains("..") ? range(name, values) : oneValue(values));
        } catch (Unreadable unreadable) {
            return new Outcome.Refused(name + ": " + unreadable.getMessage());
        }
    }

    private static Dimension oneValue(String values) {
        throw new Unreadable("'" + values + "' is one value, of which there is nothing to search: use --set, or write"
                + " from..to[:step] or a|b|c");
    }

    private static Dimension choices(String name, String values) {
        List<String> choices =
                Arrays.stream(values.split("\\|", -1)).map(String::strip).toList();
        if (choices.stream().anyMatch(String::isEmpty)) {
            throw new Unreadable("a choice is empty in '" + values + "'");
        }
        if (new HashSet<>(choices).size() < choices.size()) {
            throw new Unreadable("a choice stands twice in '" + values + "'");
        }
        if (choices.size() > CHOICES_MAX) {
            throw new Unreadable("there must be at most " + CHOICES_MAX + " choices, were " + choices.size());
        }
        return new Dimension.Choices(name, choices);
    }

    private static Dimension range(String name, String values) {
        int dots = values.indexOf("..");
        String[] behind = values.substring(dots + 2).split(":", -1);
        BigDecimal from = number(values.substring(0, dots).strip());
        BigDecimal to = number(behind[0].strip());
        if (from.compareTo(to) > 0) {
            throw new Unreadable("must go from small to large, was '" + values + "'");
        }
        int scale = Math.max(from.scale(), to.scale());
        BigDecimal step = null;
        boolean logarithmic = false;
        for (int part = 1; part < behind.length; part++) {
            String modifier = behind[part].strip();
            if (modifier.equals("log") && !logarithmic) {
                logarithmic = true;
            } else if (modifier.startsWith("*") && behind.length == 2) {
                return factors(name, from, to, number(modifier.substring(1).strip()), scale);
            } else if (step == null) {
                step = number(modifier);
            } else {
                throw new Unreadable("'" + modifier + "' is one step too many in '" + values + "'");
            }
        }
        if (logarithmic && from.signum() <= 0) {
            throw new Unreadable("a logarithmic range must begin above 0, was '" + values + "'");
        }
        return steps(name, from, to, step == null ? BigDecimal.ONE.movePointLeft(scale) : step, logarithmic);
    }

    private static Dimension steps(String name, BigDecimal from, BigDecimal to, BigDecimal step, boolean logarithmic) {
        if (step.signum() <= 0) {
            throw new Unreadable("the step must be more than 0, was " + step);
        }
        BigDecimal values = to.subtract(from).divideToIntegralValue(step).add(BigDecimal.ONE);
        if (values.compareTo(BigDecimal.valueOf(Dimension.VALUES_MAX)) > 0) {
            throw new Unreadable("has " + values.toBigInteger() + " values, at most " + Dimension.VALUES_MAX
                    + " can be searched: take a larger step");
        }
        return new Dimension.Steps(name, from, step, values.intValueExact(), logarithmic);
    }

    private static Dimension factors(String name, BigDecimal from, BigDecimal to, BigDecimal factor, int scale) {
        if (from.signum() <= 0 || factor.compareTo(BigDecimal.ONE) <= 0) {
            throw new Unreadable(
                    "a factor must be more than 1 and the range begin above 0, were " + factor + " and " + from);
        }
        return Dimension.Factors.of(name, from, to, factor, scale);
    }

    private static BigDecimal number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new Unreadable("'" + text + "' is not a number; write digits with a point");
        }
        return new BigDecimal(text);
    }

    /** Ends the reading of one text; never leaves this class. */
    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(String problem) {
            super(problem);
        }
    }
}
