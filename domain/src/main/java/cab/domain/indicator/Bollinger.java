package cab.domain.indicator;

/**
 * Bollinger bands: the mean of the last {@code period} values, and a multiple of their population deviation above and
 * below it, from the {@code period}-th value on.
 *
 * <p>Mean and spread of the window are put together out of those of two parts (Chan's formula), so that a deviation
 * never comes out of the difference of two large numbers: it does not drift, is never negative, and of equal values
 * exactly zero. Owned by one thread.
 */
public final class Bollinger {

    private final BlockWindow window;
    private final double deviations;
    /** Mean, and sum of the squared distances from it, of the last block from each index to its end. */
    private final double[] meansFrom;

    private final double[] squaresFrom;
    /** The same of the new block so far. */
    private double meanOfNext;

    private double squaresOfNext;
    private double middle;
    private double deviation;

    /**
     * Bands that have seen nothing.
     *
     * @param period 1 or more
     * @param deviations how many deviations lie between the middle and each band; more than 0
     */
    public Bollinger(int period, double deviations) {
        this(new BlockWindow(period), deviations);
    }

    private Bollinger(BlockWindow window, double deviations) {
        if (!(deviations > 0 && deviations < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("deviations must be more than 0, was " + deviations);
        }
        this.window = window;
        this.deviations = deviations;
        // One more than the block, so that an empty end has a place.
        this.meansFrom = new double[window.length() + 1];
        this.squaresFrom = new double[window.length() + 1];
    }

    /** Bands that go on where {@code state} was taken from such of the same period. */
    public static Bollinger restore(int period, double deviations, WindowState state) {
        Bollinger bands = new Bollinger(BlockWindow.restore(period, state), deviations);
        bands.sumUpFrom(state.phase());
        for (int index = 0; index < state.phase(); index++) {
            bands.extendNext(bands.window.next(index), index + 1);
        }
        if (bands.isWarm()) {
            bands.combine();
        }
        return bands;
    }

    /** Takes the next value. */
    public void add(double value) {
        extendNext(value, window.phase() + 1);
        if (window.add(value)) {
            sumUpFrom(0);
            meanOfNext = 0;
            squaresOfNext = 0;
        }
        if (isWarm()) {
            combine();
        }
    }

    private void extendNext(double value, int count) {
        double before = value - meanOfNext;
        meanOfNext += before / count;
        squaresOfNext += before * (value - meanOfNext);
    }

    private void sumUpFrom(int first) {
        double mean = 0;
        double squares = 0;
        for (int index = window.length() - 1; index >= first; index--) {
            double before = window.last(index) - mean;
            mean += before / (window.length() - index);
            squares += before * (window.last(index) - mean);
            meansFrom[index] = mean;
            squaresFrom[index] = squares;
        }
    }

    private void combine() {
        double length = window.length();
        double newer = window.phase();
        double older = length - newer;
        double distance = meanOfNext - meansFrom[window.phase()];
        // Without newer values their mean is 0 and means nothing; its share is 0.
        middle = meansFrom[window.phase()] + distance * (newer / length);
        double squares = squaresFrom[window.phase()] + squaresOfNext + distance * distance * (older * newer / length);
        deviation = Math.sqrt(squares / length);
    }

    /** Whether as many values as the period have been seen. */
    public boolean isWarm() {
        return window.isFull();
    }

    /**
     * The mean.
     *
     * @throws IllegalStateException when it is not warm yet
     */
    public double middle() {
        requireWarm();
        return middle;
    }

    /** The middle and {@code deviations} above it. */
    public double upper() {
        requireWarm();
        return middle + deviations * deviation;
    }

    /** The middle and {@code deviations} below it. */
    public double lower() {
        requireWarm();
        return middle - deviations * deviation;
    }

    /** The population deviation: the root of the mean squared distance from the mean. */
    public double deviation() {
        requireWarm();
        return deviation;
    }

    private void requireWarm() {
        if (!isWarm()) {
            throw WarmUp.isNotOver("Bollinger bands over " + period(), period());
        }
    }

    public int period() {
        return window.length();
    }

    /** All that is needed to go on from here. */
    public WindowState state() {
        return window.state();
    }
}
