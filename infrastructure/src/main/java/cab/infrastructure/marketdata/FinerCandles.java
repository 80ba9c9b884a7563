package cab.infrastructure.marketdata;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;

/**
 * Shorter candles of the same market, with which the candles of a series can be looked into: which of them belong to
 * which candle, and whether they tell the same.
 *
 * <p>A candle is told by its finer ones when they have its open, high, low and close to the last digit, and its volume
 * but for rounding. Then nothing is missing that was traded: an exchange may leave out a candle without a trade, and
 * such a hole is one. Immutable, thread-safe: four bytes for each candle of the series.
 */
public final class FinerCandles {

    /** Some of the finer candles that the candle is made of are not there. */
    public static final int INCOMPLETE = -1;

    /** The finer candles are there and tell something else. */
    public static final int DIFFERENT = -2;

    /** What adding up volumes that were rounded may change of them. */
    private static final double ROUNDING = 1e-6;

    private final CandleSeries series;
    private final CandleSeries finer;
    private final int[] begins;
    private final int told;
    private final int different;

    private FinerCandles(CandleSeries series, CandleSeries finer) {
        this.series = series;
        this.finer = finer;
        this.begins = new int[series.size()];
        int from = 0;
        int foundTold = 0;
        int foundDifferent = 0;
        for (int index = 0; index < begins.length; index++) {
            from = after(series.openTimeMs(index), from);
            int to = after(series.closeTimeMs(index), from);
            begins[index] = begin(index, from, to);
            foundTold += begins[index] >= 0 ? 1 : 0;
            foundDifferent += begins[index] == DIFFERENT ? 1 : 0;
            from = to;
        }
        this.told = foundTold;
        this.different = foundDifferent;
    }

    /**
     * What {@code finer} tells of the candles of {@code series}.
     *
     * @throws IllegalArgumentException when the candles of {@code series} cannot be put together from such candles
     */
    public static FinerCandles of(CandleSeries series, CandleSeries finer) {
        Timeframe length = series.timeframe();
        if (length == finer.timeframe() || !length.isMultipleOf(finer.timeframe())) {
            throw new IllegalArgumentException(
                    "candles of " + length + " cannot be looked into with candles of " + finer.timeframe());
        }
        return new FinerCandles(series, finer);
    }

    /** The first finer candle from {@code from} on that opens at {@code epochMs} or later. */
    private int after(long epochMs, int from) {
        int index = from;
        while (index < finer.size() && finer.openTimeMs(index) < epochMs) {
            index++;
        }
        return index;
    }

    private int begin(int candle, int from, int to) {
        if (from == to) {
            return INCOMPLETE;
        }
        double high = finer.high(from);
        double low = finer.low(from);
        double volume = 0;
        for (int part = from; part < to; part++) {
            high = Math.max(high, finer.high(part));
            low = Math.min(low, finer.low(part));
            volume += finer.volume(part);
        }
        boolean sameVolume =
                Math.abs(volume - series.volume(candle)) <= ROUNDING * Math.max(volume, series.volume(candle));
        boolean same = sameVolume
                && finer.open(from) == series.open(candle)
                && high == series.high(candle)
                && low == series.low(candle)
                && finer.close(to - 1) == series.close(candle);
        if (same) {
            return from;
        }
        long whole = series.timeframe().lengthMs() / finer.timeframe().lengthMs();
        return to - from < whole ? INCOMPLETE : DIFFERENT;
    }

    /** The finer candles, of all times. */
    public CandleSeries candles() {
        return finer;
    }

    /** The first finer candle of candle {@code index}, or {@link #INCOMPLETE}, or {@link #DIFFERENT}. */
    public int beginOf(int index) {
        return begins[index];
    }

    /** How many candles are told by their finer ones. */
    public int told() {
        return told;
    }

    /** How many candles their finer ones tell otherwise. */
    public int different() {
        return different;
    }

    /** How many candles lack finer ones. */
    public int incomplete() {
        return begins.length - told - different;
    }

    /** Whether this is of the candles of {@code other}. */
    public boolean isOf(CandleSeries other) {
        return series == other;
    }

    @Override
    public String toString() {
        return finer.timeframe() + " for " + told + " of " + begins.length + " candles";
    }
}
