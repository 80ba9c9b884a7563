package cab.domain.indicator;

/**
 * Wilder's moving average: seeded by the mean of the first {@code period} values, then moved by {@code 1 / period} of
 * the distance to each further value. Owned by one thread.
 */
public final class WilderAverage {

    private final int period;
    private int seen;
    private double sumOrValue;

    /** An average that has seen nothing; {@code period} is 1 or more. */
    public WilderAverage(int period) {
        this.period = WarmUp.period(period);
    }

    /** An average that goes on where {@code state} was taken from one of the same period. */
    public static WilderAverage restore(int period, Ema.State state) {
        WilderAverage average = new WilderAverage(period);
        average.seen = WarmUp.seen(state.seen(), period);
        average.sumOrValue = state.sumOrValue();
        return average;
    }

    /** Takes the next value. */
    public void add(double value) {
        if (seen == period) {
            sumOrValue = (sumOrValue * (period - 1) + value) / period;
            return;
        }
        sumOrValue += value;
        seen++;
        if (seen == period) {
            sumOrValue /= period;
        }
    }

    /** Whether as many values as the period have been seen. */
    public boolean isWarm() {
        return seen == period;
    }

    /**
     * The average.
     *
     * @throws IllegalStateException when it is not warm yet
     */
    public double value() {
        if (!isWarm()) {
            throw WarmUp.isNotOver("Wilder's average over " + period, period);
        }
        return sumOrValue;
    }

    public int period() {
        return period;
    }

    /** All that is needed to go on from here. */
    public Ema.State state() {
        return new Ema.State(seen, sumOrValue);
    }
}
