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

    /** Votes of two, three, four or six come to twelfths: these are shared too. */
    private static final int SHARED_PARTS = 12;

    private static final Signal[] SHARED_BUYS = parts(Action.BUY);
    private static final Signal[] SHARED_SELLS = parts(Action.SELL);

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
        return strength == 1 ? BUY : shared(SHARED_BUYS, Action.BUY, strength);
    }

    /**
     * To sell; the shared {@link #SELL} for full strength.
     *
     * @param strength within 0..1
     */
    public static Signal sell(double strength) {
        return strength == 1 ? SELL : shared(SHARED_SELLS, Action.SELL, strength);
    }

    private static Signal shared(Signal[] shared, Action action, double strength) {
        int part = (int) (strength * SHARED_PARTS);
        boolean isShared = part > 0 && part < SHARED_PARTS && shared[part].strength == strength;
        return isShared ? shared[part] : new Signal(action, strength, false);
    }

    private static Signal[] parts(Action action) {
        Signal[] parts = new Signal[SHARED_PARTS];
        for (int part = 0; part < SHARED_PARTS; part++) {
            parts[part] = new Signal(action, (double) part / SHARED_PARTS, false);
        }
        return parts;
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
