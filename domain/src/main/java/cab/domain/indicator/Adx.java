package cab.domain.indicator;

import cab.domain.market.ClosedCandle;

/**
 * Wilder's directional movement: how strong the trend is ({@link #value}, whatever its direction) and which way it goes
 * ({@link #plus}, {@link #minus}), each within 0..100. The directions stand behind {@code period + 1} candles, the
 * strength behind {@code 2 * period}. Seeded as in TA-Lib: the sums start with the first {@code period - 1} movements.
 * Where neither direction has moved, its strength counts 0. Owned by one thread.
 */
public final class Adx {

    private final int period;
    private final WilderAverage strength;
    private int seen;
    private double highBefore;
    private double lowBefore;
    private double closeBefore;
    private double plusSum;
    private double minusSum;
    private double rangeSum;

    /** A movement that has seen nothing; {@code period} is 1 or more. */
    public Adx(int period) {
        this(period, new WilderAverage(period));
    }

    private Adx(int period, WilderAverage strength) {
        this.period = WarmUp.period(period);
        this.strength = strength;
    }

    /** A movement that goes on where {@code state} was taken from one of the same period. */
    public static Adx restore(int period, State state) {
        Adx adx = new Adx(period, WilderAverage.restore(period, state.strength()));
        adx.seen = WarmUp.seen(state.seen(), period + 1);
        adx.highBefore = state.highBefore();
        adx.lowBefore = state.lowBefore();
        adx.closeBefore = state.closeBefore();
        adx.plusSum = state.plusSum();
        adx.minusSum = state.minusSum();
        adx.rangeSum = state.rangeSum();
        return adx;
    }

    /** Takes the next candle. */
    public void add(ClosedCandle candle) {
        double high = candle.high();
        double low = candle.low();
        if (seen > 0) {
            double up = high - highBefore;
            double down = lowBefore - low;
            // The seed is a plain sum of the movements before the period is full.
            double kept = seen >= period ? 1 - 1.0 / period : 1;
            plusSum = plusSum * kept + (up > down && up > 0 ? up : 0);
            minusSum = minusSum * kept + (down > up && down > 0 ? down : 0);
            rangeSum = rangeSum * kept + TrueRange.of(high, low, closeBefore);
        }
        seen = Math.min(seen + 1, period + 1);
        highBefore = high;
        lowBefore = low;
        closeBefore = candle.close();
        if (hasDirection()) {
            strength.add(directed());
        }
    }

    private double directed() {
        double plus = plus();
        double minus = minus();
        return plus + minus == 0 ? 0 : 100 * Math.abs(plus - minus) / (plus + minus);
    }

    /** Whether the directions are there: behind one candle more than the period. */
    public boolean hasDirection() {
        return seen > period;
    }

    /** Whether the strength is there: behind twice the period. */
    public boolean isWarm() {
        return strength.isWarm();
    }

    /**
     * The strength of the trend, within 0..100.
     *
     * @throws IllegalStateException when it is not warm yet
     */
    public double value() {
        if (!isWarm()) {
            throw WarmUp.isNotOver("ADX over " + period, 2 * period);
        }
        return strength.value();
    }

    /** How much of the range went upwards, within 0..100. */
    public double plus() {
        return shareOf(plusSum);
    }

    /** How much of the range went downwards, within 0..100. */
    public double minus() {
        return shareOf(minusSum);
    }

    private double shareOf(double sum) {
        if (!hasDirection()) {
            throw WarmUp.isNotOver("direction over " + period, period + 1);
        }
        return rangeSum == 0 ? 0 : 100 * sum / rangeSum;
    }

    public int period() {
        return period;
    }

    /** All that is needed to go on from here. */
    public State state() {
        return new State(seen, highBefore, lowBefore, closeBefore, plusSum, minusSum, rangeSum, strength.state());
    }

    /**
     * Where a movement stands. Immutable.
     *
     * @param seen how many candles have been seen, counted to one more than the period
     * @param highBefore the last high
     * @param lowBefore the last low
     * @param closeBefore the last close
     * @param plusSum the smoothed sum of the movements upwards
     * @param minusSum the smoothed sum of the movements downwards
     * @param rangeSum the smoothed sum of the true ranges
     * @param strength the average of the directed share
     */
    public record State(
            int seen,
            double highBefore,
            double lowBefore,
            double closeBefore,
            double plusSum,
            double minusSum,
            double rangeSum,
            Ema.State strength) {

        public State {
            highBefore = WarmUp.finite("high", highBefore);
            lowBefore = WarmUp.finite("low", lowBefore);
            closeBefore = WarmUp.finite("close", closeBefore);
            plusSum = WarmUp.finite("sum", plusSum);
            minusSum = WarmUp.finite("sum", minusSum);
            rangeSum = WarmUp.finite("sum", rangeSum);
        }
    }
}
