package cab.application.backtest;

import cab.domain.market.CandleSeries;

/**
 * The lowest and the highest close of every {@value #LENGTH} candles, one byte a candle, so that many candles can be
 * looked at in one step. Immutable, thread-safe.
 */
public final class CloseBlocks {

    /** Candles of a block: a power of two. */
    static final int LENGTH = 16;

    private final CandleSeries candles;
    private final double[] lowest;
    private final double[] highest;

    /** The blocks of {@code candles}; what is left over behind the last whole one is in none. */
    public CloseBlocks(CandleSeries candles) {
        this.candles = candles;
        this.lowest = new double[candles.size() / LENGTH];
        this.highest = new double[lowest.length];
        for (int block = 0; block < lowest.length; block++) {
            int first = block * LENGTH;
            double low = candles.close(first);
            double high = low;
            for (int index = first + 1; index < first + LENGTH; index++) {
                low = Math.min(low, candles.close(index));
                high = Math.max(high, candles.close(index));
            }
            lowest[block] = low;
            highest[block] = high;
        }
    }

    CandleSeries candles() {
        return candles;
    }

    /** Whether a block begins with candle {@code from}, and ends before {@code to}. */
    static boolean isBlock(int from, int to) {
        return from % LENGTH == 0 && from + LENGTH <= to;
    }

    /** The lowest close of the block that begins with candle {@code from}. */
    double lowest(int from) {
        return lowest[from / LENGTH];
    }

    /** The highest close of the block that begins with candle {@code from}. */
    double highest(int from) {
        return highest[from / LENGTH];
    }
}
