package cab.domain.market;

import java.math.BigDecimal;

/**
 * The decimal that a double was read from: the shortest that reads as this double, which is the source text for up to
 * 15 significant digits. A price of a few digits, as prices are, costs some divisions and no text.
 */
public final class ShortestDecimal {

    /** Doubles hold every power of ten up to 22 exactly; prices and volumes have fewer digits behind the point. */
    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10};

    /** With fewer digits than this no two decimals read as the same double. */
    private static final double UNSCALED_MAX = 1e15;

    private ShortestDecimal() {}

    /** The shortest decimal that reads as {@code value}, which is finite. */
    public static BigDecimal of(double value) {
        if (value > 0) {
            for (int scale = 0; scale < POWERS_OF_TEN.length; scale++) {
                double unscaled = Math.rint(value * POWERS_OF_TEN[scale]);
                if (unscaled >= UNSCALED_MAX) {
                    break;
                }
                // Both are exact, so that the quotient is the double nearest to this decimal: what reading it gives.
                if (unscaled / POWERS_OF_TEN[scale] == value) {
                    return BigDecimal.valueOf((long) unscaled, scale);
                }
            }
        }
        return new BigDecimal(Double.toString(value));
    }
}
