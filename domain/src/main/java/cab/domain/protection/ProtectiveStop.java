package cab.domain.protection;

/**
 * The level at which one position is sold to protect it: the higher of hard stop and armed trailing stop. The level
 * never falls while the position lives, except when buying more moves the average entry price, which moves the hard
 * stop.
 *
 * <p>Levels are doubles: they are compared with prices parsed from the same decimal text, and no amount is ever
 * computed from them. What must survive a restart is the {@link #entryPrice} and the {@link #peak}. Owned by one
 * thread.
 */
public final class ProtectiveStop {

    private final double stopFactor;
    private final double trailFactor;
    private final double activationFactor;
    private double entryPrice;
    private double peak;
    private double level;
    private boolean trailing;

    /** No position is protected yet: the level is 0. */
    public ProtectiveStop(ProtectionPolicy policy) {
        this.stopFactor = policy.stopLoss().isZero()
                ? 0
                : 1 - policy.stopLoss().fraction().doubleValue();
        this.trailFactor = policy.trailing().isZero()
                ? 0
                : 1 - policy.trailing().fraction().doubleValue();
        this.activationFactor = 1 + policy.activation().fraction().doubleValue();
    }

    /**
     * Protects a position bought at the average price {@code entryPrice}; again when buying more has moved the average.
     *
     * @param highest the highest price seen since the first entry
     */
    public void arm(double entryPrice, double highest) {
        this.entryPrice = entryPrice;
        this.peak = Math.max(entryPrice, highest);
        this.trailing = false;
        this.level = entryPrice * stopFactor;
        raise(peak);
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
        return price <= level;
    }

    /** Takes note of a price: a new high may arm the trail or lift the level. */
    public void raise(double price) {
        if (price > peak) {
            peak = price;
        }
        if (trailFactor > 0 && entryPrice > 0 && peak >= entryPrice * activationFactor) {
            double trailLevel = peak * trailFactor;
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
}
