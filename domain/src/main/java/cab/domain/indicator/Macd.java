package cab.domain.indicator;

/**
 * Moving average convergence/divergence: the distance of a fast from a slow average ({@link #line}), and the average of
 * that distance ({@link #signal}). Each average is seeded by the mean of its own first values: the line stands behind
 * {@code slow} closes, the signal behind {@code slow + signal - 1}. Owned by one thread.
 */
public final class Macd {

    private final Ema fast;
    private final Ema slow;
    private final Ema signal;

    /** A distance that has seen nothing; fast is less than slow, all are 1 or more. */
    public Macd(int fast, int slow, int signal) {
        this(new Ema(fast), new Ema(slow), new Ema(signal));
    }

    private Macd(Ema fast, Ema slow, Ema signal) {
        if (fast.period() >= slow.period()) {
            throw new IllegalArgumentException(
                    "fast must be less than slow, was fast " + fast.period() + " and slow " + slow.period());
        }
        this.fast = fast;
        this.slow = slow;
        this.signal = signal;
    }

    /** A distance that goes on where {@code state} was taken from one of the same lengths. */
    public static Macd restore(int fast, int slow, int signal, State state) {
        return new Macd(
                Ema.restore(fast, state.fast()), Ema.restore(slow, state.slow()), Ema.restore(signal, state.signal()));
    }

    /** Takes the next close. */
    public void add(double close) {
        fast.add(close);
        slow.add(close);
        if (slow.isWarm()) {
            signal.add(fast.value() - slow.value());
        }
    }

    /** Whether the line is there: behind as many closes as the slow average is long. */
    public boolean hasLine() {
        return slow.isWarm();
    }

    /** Whether the signal is there too. */
    public boolean isWarm() {
        return signal.isWarm();
    }

    /**
     * The fast less the slow average.
     *
     * @throws IllegalStateException when it is not there yet
     */
    public double line() {
        if (!hasLine()) {
            throw WarmUp.isNotOver("MACD over " + slow.period(), slow.period());
        }
        return fast.value() - slow.value();
    }

    /**
     * The average of the line.
     *
     * @throws IllegalStateException when it is not there yet
     */
    public double signal() {
        if (!isWarm()) {
            throw WarmUp.isNotOver("the signal of MACD over " + slow.period(), candlesToWarmUp());
        }
        return signal.value();
    }

    /** The line less its signal. */
    public double histogram() {
        return line() - signal();
    }

    /** How many closes it takes until the signal is there. */
    public int candlesToWarmUp() {
        return slow.period() + signal.period() - 1;
    }

    /** All that is needed to go on from here. */
    public State state() {
        return new State(fast.state(), slow.state(), signal.state());
    }

    /**
     * Where a distance stands. Immutable.
     *
     * @param fast the fast average
     * @param slow the slow average
     * @param signal the average of their distance
     */
    public record State(Ema.State fast, Ema.State slow, Ema.State signal) {}
}
