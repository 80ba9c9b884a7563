package cab.domain.indicator;

import cab.domain.market.ClosedCandle;

/**
 * Wilder's average true range: how far a candle usually reaches, in the price of the candles. The first candle has no
 * close before it and does not count, so that the first value stands behind {@code period + 1} candles. Owned by one
 * thread.
 */
public final class Atr {

    private final WilderAverage ranges;
    private boolean started;
    private double closeBefore;

    /** A range that has seen nothing; {@code period} is 1 or more. */
    public Atr(int period) {
        this(new WilderAverage(period));
    }

    private Atr(WilderAverage ranges) {
        this.ranges = ranges;
    }

    /** A range that goes on where {@code state} was taken from one of the same period. */
    public static Atr restore(int period, State state) {
        Atr atr = new Atr(WilderAverage.restore(period, state.ranges()));
        atr.started = state.started();
        atr.closeBefore = state.closeBefore();
        return atr;
    }

    /** Takes the next candle. */
    public void add(ClosedCandle candle) {
        double close = candle.close();
        if (started) {
            ranges.add(TrueRange.of(candle.high(), candle.low(), closeBefore));
        }
        started = true;
        closeBefore = close;
    }

    /** Whether one candle more than the period has been seen. */
    public boolean isWarm() {
        return ranges.isWarm();
    }

    /**
     * The average range.
     *
     * @throws IllegalStateException when it is not warm yet
     */
    public double value() {
        if (!isWarm()) {
            throw WarmUp.isNotOver("ATR over " + period(), period() + 1);
        }
        return ranges.value();
    }

    public int period() {
        return ranges.period();
    }

    /** All that is needed to go on from here. */
    public State state() {
        return new State(started, closeBefore, ranges.state());
    }

    /**
     * Where a range stands. Immutable.
     *
     * @param started whether a candle has been seen
     * @param closeBefore the last close; 0 before the first
     * @param ranges the average of the true ranges
     */
    public record State(boolean started, double closeBefore, Ema.State ranges) {

        public State {
            closeBefore = WarmUp.finite("close", closeBefore);
        }
    }
}
