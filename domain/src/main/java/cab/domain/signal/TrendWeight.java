package cab.domain.signal;

import cab.domain.market.Timeframe;
import java.math.BigDecimal;

/**
 * How much the trend of one timeframe counts. Immutable.
 *
 * @param timeframe of the trend
 * @param weight within 0..1, with at most 18 digits after the point; 0 leaves the timeframe out
 */
public record TrendWeight(Timeframe timeframe, BigDecimal weight) {

    /** Finer weights would not fit the exact sum. */
    private static final int SCALE_MAX = 18;

    public TrendWeight {
        if (weight.signum() < 0 || weight.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("weight of the " + timeframe + " trend must be 0..1, was " + weight);
        }
        if (weight.stripTrailingZeros().scale() > SCALE_MAX) {
            throw new IllegalArgumentException("weight of the " + timeframe + " trend must have at most " + SCALE_MAX
                    + " digits after the point, was " + weight);
        }
    }

    /** The weight in units of 10⁻¹⁸, so that sums are exact. */
    long units() {
        return weight.movePointRight(SCALE_MAX).longValueExact();
    }

    /** A sum of {@link #units} as a decimal. */
    static BigDecimal ofUnits(long units) {
        BigDecimal sum = BigDecimal.valueOf(units, SCALE_MAX).stripTrailingZeros();
        return sum.scale() < 2 ? sum.setScale(2) : sum;
    }
}
