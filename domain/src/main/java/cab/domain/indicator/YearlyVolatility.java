package cab.domain.indicator;

import cab.domain.market.Timeframe;

/**
 * How much a price swings in a year, as a share of itself: the root of the mean square of the latest changes from
 * candle to candle (as logarithms, about zero), times the root of the candles in a year of 365 days. Where candles are
 * missing the change over the gap counts as one, so that it is rather over- than understated. One step costs the same
 * however many changes are looked at, and allocates nothing. Owned by one thread.
 */
public final class YearlyVolatility {

    private static final long YEAR_MS = 365L * 86_400_000L;

    private final double[] squares;
    private final double perYear;
    private int seen;
    private int next;
    private double sum;
    private double lastLog = Double.NaN;

    /**
     * A volatility that has seen nothing.
     *
     * @param changes how many are looked at; 2 or more
     * @param timeframe of the candles
     */
    public YearlyVolatility(int changes, Timeframe timeframe) {
        if (changes < 2) {
            throw new IllegalArgumentException("changes must be 2 or more, were " + changes);
        }
        this.squares = new double[changes];
        this.perYear = (double) YEAR_MS / timeframe.lengthMs();
    }

    /** How many closes it must have seen. */
    public int warmUp() {
        return squares.length + 1;
    }

    /** Takes the next close, more than 0. */
    public void add(double close) {
        // Strict, so that the same closes give the same volatility on every machine.
        double log = StrictMath.log(close);
        if (!Double.isNaN(lastLog)) {
            change(log - lastLog);
        }
        lastLog = log;
    }

    private void change(double change) {
        double square = change * change;
        sum += square - squares[next];
        squares[next] = square;
        next++;
        if (seen < squares.length) {
            seen++;
        }
        if (next == squares.length) {
            next = 0;
            addUpAnew();
        }
    }

    /** What rounding has left in the sum is gone once a round, so that a flat market comes to exactly nothing. */
    private void addUpAnew() {
        sum = 0;
        for (double square : squares) {
            sum += square;
        }
    }

    /** Whether as many changes as it looks at were seen. */
    public boolean isWarm() {
        return seen == squares.length;
    }

    /**
     * The volatility: 0.5 for 50 % a year.
     *
     * @throws IllegalStateException when it is not warm yet
     */
    public double value() {
        if (!isWarm()) {
            throw new IllegalStateException(
                    "a volatility over " + squares.length + " changes has no value after " + seen);
        }
        return Math.sqrt(Math.max(0, sum) / squares.length * perYear);
    }
}
