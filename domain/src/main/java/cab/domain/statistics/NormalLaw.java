package cab.domain.statistics;

/** The standard normal distribution. The same to the last bit on every machine. */
public final class NormalLaw {

    /** Beyond this the density is less than a double can hold. */
    private static final double FARTHEST = 37;

    private static final double SERIES_FROM = 7.07106781186547;
    private static final double ROOT_OF_TWO_PI = 2.506628274631;

    private NormalLaw() {}

    /**
     * The probability of a value of {@code x} or less, to about 15 digits (Hart's approximation, as given by West
     * 2005).
     */
    public static double probabilityUpTo(double x) {
        double distance = Math.abs(x);
        double tail = distance > FARTHEST ? 0 : StrictMath.exp(-distance * distance / 2) * tailOverDensity(distance);
        return x > 0 ? 1 - tail : tail;
    }

    private static double tailOverDensity(double distance) {
        if (distance >= SERIES_FROM) {
            double fraction = distance + 0.65;
            for (int term = 4; term >= 1; term--) {
                fraction = distance + term / fraction;
            }
            return 1 / fraction / ROOT_OF_TWO_PI;
        }
        double above = 3.52624965998911E-02 * distance + 0.700383064443688;
        above = above * distance + 6.37396220353165;
        above = above * distance + 33.912866078383;
        above = above * distance + 112.079291497871;
        above = above * distance + 221.213596169931;
        above = above * distance + 220.206867912376;
        double below = 8.83883476483184E-02 * distance + 1.75566716318264;
        below = below * distance + 16.064177579207;
        below = below * distance + 86.7807322029461;
        below = below * distance + 296.564248779674;
        below = below * distance + 637.333633378831;
        below = below * distance + 793.826512519948;
        below = below * distance + 440.413735824752;
        return above / below;
    }

    /**
     * The value that is not exceeded with {@code probability}: {@link #probabilityUpTo} turned round.
     *
     * @throws IllegalArgumentException when the probability is not between 0 and 1, both excluded
     */
    public static double quantile(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability must be between 0 and 1, was " + probability);
        }
        // The upper half mirrors the lower one, where small probabilities keep all their digits.
        if (probability > 0.5) {
            return -quantile(1 - probability);
        }
        double low = -FARTHEST - 1;
        double high = 0;
        for (double middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
            if (probabilityUpTo(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
