package cab.domain.protection;

import cab.domain.money.Percent;
import java.math.BigDecimal;

/**
 * The level at which one position is sold to protect it: the higher of hard stop and armed trailing stop. The level
 * never falls while the position lives, except when buying more moves the average entry price, which moves the hard
 * stop and may leave a trail unarmed that the new average has not earned.
 *
 * <p>Levels are doubles, and no amount is ever computed from them. A price that lies within the rounding of a level is
 * compared again in decimals, so that a price exactly at a level counts as having reached it. What must survive a
 * restart is the {@link #entryPrice} and the {@link #peak}: all else follows from them. Owned by one thread.
 */
public final class ProtectiveStop {

    /** Relative distance within which the rounding of doubles may hide on which side a price lies. */
    private static final double TIE = 1e-12;

    private final Factor stop;
    private final Factor trail;
    private final Factor activation;
    private double entryPrice;
    private double peak;
    private double level;
    private boolean trailing;

    /** No position is protected yet: the level is 0. */
    public ProtectiveStop(ProtectionPolicy policy) {
        this.stop = Factor.below(policy.stopLoss());
        this.trail = Factor.below(policy.trailing());
        this.activation = new Factor(BigDecimal.ONE.add(policy.activation().fraction()));
    }

    /**
     * Protects a position bought at the average price {@code entryPrice}; again when buying more has moved the average.
     *
     * @param entryPrice more than 0
     * @param highest the highest price seen since the first entry
     */
    public void arm(double entryPrice, double highest) {
        // Negated, so that NaN fails.
        if (!(entryPrice > 0 && entryPrice < Double.POSITIVE_INFINITY && highest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("entry price must be more than 0 and the highest price finite, were "
                    + entryPrice + " and " + highest);
        }
        this.entryPrice = entryPrice;
        this.peak = Math.max(entryPrice, highest);
        this.trailing = false;
        this.level = entryPrice * stop.factor;
        trail();
    }

    /** No position is protected any more. */
    public void disarm() {
        entryPrice = 0;
        peak = 0;
        level = 0;
        trailing = false;
    }

    /** Whether a position is protected. */
    public boolean isArmed() {
        return entryPrice > 0;
    }

    /** Whether {@code price} calls for a sale. */
    public boolean isHitBy(double price) {
        if (level == 0) {
            return false;
        }
        return trailing ? trail.compare(price, peak) <= 0 : stop.compare(price, entryPrice) <= 0;
    }

    /** Takes note of a price: a new high may arm the trail or lift the level. Without a position nothing is noted. */
    public void raise(double price) {
        if (entryPrice > 0 && price > peak) {
            peak = price;
            trail();
        }
    }

    private void trail() {
        if (trail.factor > 0 && activation.compare(peak, entryPrice) >= 0) {
            double trailLevel = peak * trail.factor;
            if (trailLevel > level) {
                level = trailLevel;
                trailing = true;
            }
        }
    }

    /** The price at or below which the position is sold; 0 when nothing is protected. */
    public double level() {
        return level;
    }

    /**
     * At which falling price somebody must be told: the level; where there is none yet and a trail may come, the least
     * price there is, so that the way up to it is told. 0 when nothing is watched.
     */
    public double watched() {
        return level > 0 || !isArmed() || trail.factor == 0 ? level : Double.MIN_NORMAL;
    }

    /** Whether the level is that of the trailing stop. */
    public boolean isTrailing() {
        return trailing;
    }

    /** The average entry price the levels are measured from; 0 when nothing is protected. */
    public double entryPrice() {
        return entryPrice;
    }

    /** The highest price seen since the entry; 0 when nothing is protected. */
    public double peak() {
        return peak;
    }

    /** What a price is multiplied with, as a double for speed and as a decimal for ties; 0 means off. */
    private static final class Factor {

        private final double factor;
        private final BigDecimal exact;
        private final boolean isOne;

        private Factor(BigDecimal exact) {
            this.exact = exact;
            this.isOne = exact.compareTo(BigDecimal.ONE) == 0;
            this.factor = exact.doubleValue();
        }

        private static Factor below(Percent distance) {
            return new Factor(distance.isZero() ? BigDecimal.ZERO : BigDecimal.ONE.subtract(distance.fraction()));
        }

        /** Whether {@code price} is below (−1), at (0) or above (1) {@code base} times this factor. */
        private int compare(double price, double base) {
            if (isOne) {
                return Double.compare(price, base);
            }
            double product = base * factor;
            double distance = price - product;
            if (Math.abs(distance) > product * TIE) {
                return distance > 0 ? 1 : -1;
            }
            return BigDecimal.valueOf(price).compareTo(BigDecimal.valueOf(base).multiply(exact));
        }
    }
}
