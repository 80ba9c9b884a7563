package cab.application.optimize;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * One setting that is searched over: finitely many values, numbered from 0, each with its share of the unit interval
 * from which samplers draw. Immutable.
 */
public sealed interface Dimension {

    /** More values than this are no search any more. */
    int VALUES_MAX = 1_000_000;

    /** The name of the setting. */
    String name();

    /** How many values there are; 1 or more. */
    int size();

    /** Value {@code index} as a user would write it. */
    String text(int index);

    /** Whether neighbours are alike: numbers are, choices are not. */
    boolean isOrdered();

    /** Where the share of value {@code index} begins, 0 to 1; its end is the beginning of the next. */
    default double shareFrom(int index) {
        return (double) index / size();
    }

    /** The value whose share {@code position}, 0 to 1, lies in. */
    default int indexAt(double position) {
        int low = 0;
        int high = size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (shareFrom(middle) <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * Numbers at equal steps.
     *
     * @param name of the setting
     * @param from the smallest
     * @param step more than 0
     * @param size how many
     * @param logarithmic whether shares are equal in the logarithm, so that small values are drawn as often as large
     *     ones; from is more than 0 then
     */
    record Steps(String name, BigDecimal from, BigDecimal step, int size, boolean logarithmic) implements Dimension {

        public Steps {
            if (step.signum() <= 0 || size < 1 || size > VALUES_MAX) {
                throw new IllegalArgumentException(
                        "steps must be positive and 1.." + VALUES_MAX + ", were " + size + " of " + step);
            }
            if (logarithmic && from.signum() <= 0) {
                throw new IllegalArgumentException("a logarithm needs values above 0, was " + from);
            }
        }

        @Override
        public String text(int index) {
            return from.add(step.multiply(BigDecimal.valueOf(index))).toPlainString();
        }

        @Override
        public boolean isOrdered() {
            return true;
        }

        @Override
        public double shareFrom(int index) {
            if (!logarithmic) {
                return Dimension.super.shareFrom(index);
            }
            double first = from.doubleValue();
            double width = step.doubleValue();
            // The first value has no neighbour below: half a step, but never down to 0.
            double bottom = first - Math.min(width, first) / 2;
            double edge = index == 0 ? bottom : first + width * (index - 0.5);
            double top = first + width * (size - 0.5);
            return StrictMath.log(edge / bottom) / StrictMath.log(top / bottom);
        }
    }

    /**
     * Numbers each of which is the one before times a factor; all shares are equal.
     *
     * @param name of the setting
     * @param values in rising order
     */
    record Factors(String name, List<BigDecimal> values) implements Dimension {

        public Factors {
            values = List.copyOf(values);
        }

        /**
         * From {@code from} on, as long as it is not more than {@code to}, rounded to {@code scale} digits after the
         * point; values that rounding makes equal count once.
         */
        static Factors of(String name, BigDecimal from, BigDecimal to, BigDecimal factor, int scale) {
            List<BigDecimal> values = new ArrayList<>();
            BigDecimal exact = from;
            while (exact.compareTo(to) <= 0 && values.size() < VALUES_MAX) {
                BigDecimal rounded = exact.setScale(scale, RoundingMode.HALF_EVEN);
                if (values.isEmpty() || rounded.compareTo(values.getLast()) > 0) {
                    values.add(rounded);
                }
                exact = exact.multiply(factor).round(MathContext.DECIMAL64);
            }
            return new Factors(name, values);
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public String text(int index) {
            return values.get(index).toPlainString();
        }

        @Override
        public boolean isOrdered() {
            return true;
        }
    }

    /**
     * Words, none of which is nearer to another than to a third.
     *
     * @param name of the setting
     * @param values in the order they were given
     */
    record Choices(String name, List<String> values) implements Dimension {

        public Choices {
            values = List.copyOf(values);
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public String text(int index) {
            return values.get(index);
        }

        @Override
        public boolean isOrdered() {
            return false;
        }
    }
}
