package cab.domain.indicator;

/**
 * A simple moving average: the mean of the last {@code period} values, from the {@code period}-th on. It never drifts:
 * each value is a sum of the values in its window and of nothing else. Owned by one thread.
 */
public final class Sma {

    private final BlockWindow window;
    private final double[] sumsFrom;
    private double sumOfNext;

    /** An average that has seen nothing; {@code period} is 1 or more. */
    public Sma(int period) {
        this(new BlockWindow(period));
    }

    private Sma(BlockWindow window) {
        this.window = window;
        this.sumsFrom = new double[window.length()];
    }

    /** An average that goes on where {@code state} was taken from one of the same period. */
    public static Sma restore(int period, WindowState state) {
        Sma sma = new Sma(BlockWindow.restore(period, state));
        sma.sumUpFrom(state.phase());
        for (int index = 0; index < state.phase(); index++) {
            sma.sumOfNext += sma.window.next(index);
        }
        return sma;
    }

    /** Takes the next value. */
    public void add(double value) {
        sumOfNext += value;
        if (window.add(value)) {
            sumUpFrom(0);
            sumOfNext = 0;
        }
    }

    private void sumUpFrom(int first) {
        double sum = 0;
        for (int index = window.length() - 1; index >= first; index--) {
            sum += window.last(index);
            sumsFrom[index] = sum;
        }
    }

    /** Whether as many values as the period have been seen. */
    public boolean isWarm() {
        return window.isFull();
    }

    /**
     * The average.
     *
     * @throws IllegalStateException when it is not warm yet
     */
    public double value() {
        if (!isWarm()) {
            throw WarmUp.isNotOver("an average over " + period(), period());
        }
        return (sumsFrom[window.phase()] + sumOfNext) / window.length();
    }

    public int period() {
        return window.length();
    }

    /** All that is needed to go on from here. */
    public WindowState state() {
        return window.state();
    }
}
