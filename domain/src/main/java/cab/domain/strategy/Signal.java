package cab.domain.strategy;

/**
 * An opinion on one closed candle: what to do and how strongly. It never carries an amount.
 *
 * <p>The common opinions are shared constants, so that a candle without news costs no allocation. Two signals are equal
 * when they ask for the same with the same strength; {@link #WARMING_UP} asks for nothing, like {@link #HOLD}, but is
 * not equal to it. Immutable.
 */
public final class Signal {

    /** The strategy has seen enough and asks for nothing. */
    public static final Signal HOLD = new Signal(Action.HOLD, 0, false);

    /** The strategy has not seen enough candles to have an opinion. */
    public static final Signal WARMING_UP = new Signal(Action.HOLD, 0, true);

    /** To buy, with full strength. */
    public static final Signal BUY = new Signal(Action.BUY, 1, false);

    /** To sell, with full strength. */
    public static final Signal SELL = new Signal(Action.SELL, 1, false);

    private final Action action;
    private final double strength;
    private final boolean warmingUp;

    private Signal(Action action, double strength, boolean warmingUp) {
        // Negated, so that NaN fails.
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("signal strength must be within 0..1, was " + strength);
        }
        this.action = action;
        this.strength = strength;
        this.warmingUp = warmingUp;
    }

    /**
     * To buy; the shared {@link #BUY} for full strength.
     *
     * @param strength within 0..1
     */
    public static Signal buy(double strength) {
        return strength == 1 ? BUY : new Signal(Action.BUY, strength, false);
    }

    /**
     * To sell; the shared {@link #SELL} for full strength.
     *
     * @param strength within 0..1
     */
    public static Signal sell(double strength) {
        return strength == 1 ? SELL : new Signal(Action.SELL, strength, false);
    }

    public Action action() {
        return action;
    }

    /** How strongly, within 0..1; 0 when nothing is asked for. */
    public double strength() {
        return strength;
    }

    /** Whether there is no opinion yet for want of candles. */
    public boolean isWarmingUp() {
        return warmingUp;
    }

    /** Whether something is asked for. */
    public boolean isOpinion() {
        return action != Action.HOLD;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Signal signal
                        && action == signal.action
                        && Double.compare(strength, signal.strength) == 0
                        && warmingUp == signal.warmingUp);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * action.hashCode() + Double.hashCode(strength)) + Boolean.hashCode(warmingUp);
    }

    /** Such as {@code BUY 0.75}, {@code HOLD} or {@code WARMING_UP}. */
    @Override
    public String toString() {
        if (warmingUp) {
            return "WARMING_UP";
        }
        return isOpinion() ? action + " " + strength : action.toString();
    }
}
