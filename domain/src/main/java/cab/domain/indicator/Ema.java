package cab.domain.indicator;

/**
 * An exponential moving average: seeded by the mean of the first {@code period} values, then moved by {@code 2 /
 * (period + 1)} of the distance to each further value. One step costs the same whatever the period. Owned by one
 * thread.
 */
public final class Ema {

    private final int period;
    private final double weight;
    private int seen;
    private double sumOrValue;

    /** An average that has seen nothing; {@code period} is 1 or more. */
    public Ema(int period) {
        if (period < 1) {
            throw new IllegalArgumentException("period must be 1 or more, was " + period);
        }
        this.period = period;
        this.weight = 2.0 / (period + 1.0);
    }

    /** An average that goes on where {@code state} was taken from one of the same period. */
    public static Ema restore(int period, State state) {
        Ema ema = new Ema(period);
        if (state.seen() > period) {
            throw new IllegalArgumentException("values seen must be within 0.." + period + ", was " + state.seen());
        }
        ema.seen = state.seen();
        ema.sumOrValue = state.sumOrValue();
        return ema;
    }

    /** Takes the next value. */
    public void add(double value) {
        if (seen == period) {
            sumOrValue += weight * (value - sumOrValue);
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
            throw new IllegalStateException("an average over " + period + " has no value after " + seen);
        }
        return sumOrValue;
    }

    public int period() {
        return period;
    }

    /** All that is needed to go on from here. */
    public State state() {
        return new State(seen, sumOrValue);
    }

    /**
     * Where an average stands. Immutable.
     *
     * @param seen how many values have been seen, no more than the period
     * @param sumOrValue the sum of the values seen so far; once warm, the average
     */
    public record State(int seen, double sumOrValue) {

        public State {
            if (seen < 0) {
                throw new IllegalArgumentException("values seen must be 0 or more, was " + seen);
            }
            if (!Double.isFinite(sumOrValue)) {
                throw new IllegalArgumentException("average must be finite, was " + sumOrValue);
            }
        }
    }
}
