package cab.domain.indicator;

/**
 * Wilder's relative strength index of closes, within 0..100: which share of the recent changes went upwards. The first
 * value stands behind {@code period + 1} closes. Where nothing has moved at all it is 0, as in TA-Lib; see
 * {@link #isFlat}. Owned by one thread.
 */
public final class Rsi {

    private final WilderAverage gains;
    private final WilderAverage losses;
    private boolean started;
    private double closeBefore;

    /** An index that has seen nothing; {@code period} is 1 or more. */
    public Rsi(int period) {
        this(new WilderAverage(period), new WilderAverage(period));
    }

    private Rsi(WilderAverage gains, WilderAverage losses) {
        this.gains = gains;
        this.losses = losses;
    }

    /** An index that goes on where {@code state} was taken from one of the same period. */
    public static Rsi restore(int period, State state) {
        Rsi rsi = new Rsi(WilderAverage.restore(period, state.gains()), WilderAverage.restore(period, state.losses()));
        rsi.started = state.started();
        rsi.closeBefore = state.closeBefore();
        return rsi;
    }

    /** Takes the next close. */
    public void add(double close) {
        if (started) {
            double change = close - closeBefore;
            gains.add(Math.max(change, 0));
            losses.add(Math.max(-change, 0));
        }
        started = true;
        closeBefore = close;
    }

    /** Whether as many changes as the period have been seen: one close more. */
    public boolean isWarm() {
        return gains.isWarm();
    }

    /** Whether nothing has moved: the index then says nothing. */
    public boolean isFlat() {
        return gains.value() + losses.value() == 0;
    }

    /**
     * The index, within 0..100.
     *
     * @throws IllegalStateException when it is not warm yet
     */
    public double value() {
        if (!isWarm()) {
            throw WarmUp.isNotOver("RSI over " + period(), period() + 1);
        }
        double moved = gains.value() + losses.value();
        return moved == 0 ? 0 : 100 * gains.value() / moved;
    }

    public int period() {
        return gains.period();
    }

    /** All that is needed to go on from here. */
    public State state() {
        return new State(started, closeBefore, gains.state(), losses.state());
    }

    /**
     * Where an index stands. Immutable.
     *
     * @param started whether a close has been seen
     * @param closeBefore the last close; 0 before the first
     * @param gains the average of the changes upwards
     * @param losses the average of the changes downwards
     */
    public record State(boolean started, double closeBefore, Ema.State gains, Ema.State losses) {

        public State {
            closeBefore = WarmUp.finite("close", closeBefore);
            if (gains.seen() != losses.seen()) {
                throw new IllegalArgumentException("gains and losses must have been seen equally often, were "
                        + gains.seen() + " and " + losses.seen());
            }
        }
    }
}
