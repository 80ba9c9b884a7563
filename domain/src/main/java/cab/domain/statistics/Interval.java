package cab.domain.statistics;

import java.util.Arrays;

/**
 * Where a figure lies nine times out of ten. Immutable.
 *
 * @param low one in twenty lies below
 * @param middle half lie below
 * @param high one in twenty lies above
 */
public record Interval(double low, double middle, double high) {

    /** The interval of {@code values}, at least one; they are left as they are. */
    public static Interval of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Interval(quantile(sorted, 0.05), quantile(sorted, 0.5), quantile(sorted, 0.95));
    }

    /** Between neighbours by their distance, as most programs do it. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Whether {@code value} is inside, the ends included. */
    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
