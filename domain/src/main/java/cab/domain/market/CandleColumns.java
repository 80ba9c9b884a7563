package cab.domain.market;

/**
 * Six columns to be filled with candles and then handed over to a {@link CandleSeries}, which is how many of them get
 * into memory at once without a copy in between. Owned by one thread until it is handed over, and not to be touched
 * afterwards.
 */
public final class CandleColumns {

    private final long[] openTimesMs;
    private final double[] opens;
    private final double[] highs;
    private final double[] lows;
    private final double[] closes;
    private final double[] volumes;

    /** Columns of {@code size} candles, all zero. */
    public CandleColumns(int size) {
        openTimesMs = new long[size];
        opens = new double[size];
        highs = new double[size];
        lows = new double[size];
        closes = new double[size];
        volumes = new double[size];
    }

    /** Starts of the intervals, UTC milliseconds. The column itself, to be filled. */
    public long[] openTimesMs() {
        return openTimesMs;
    }

    /** First prices. The column itself, to be filled. */
    public double[] opens() {
        return opens;
    }

    /** Highest prices. The column itself, to be filled. */
    public double[] highs() {
        return highs;
    }

    /** Lowest prices. The column itself, to be filled. */
    public double[] lows() {
        return lows;
    }

    /** Last prices. The column itself, to be filled. */
    public double[] closes() {
        return closes;
    }

    /** Volumes in base. The column itself, to be filled. */
    public double[] volumes() {
        return volumes;
    }
}
