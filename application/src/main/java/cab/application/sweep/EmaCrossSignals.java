package cab.application.sweep;

import cab.domain.indicator.Ema;
import cab.domain.market.CandleCursor;
import cab.domain.market.CandleSeries;
import cab.domain.signal.TrendFilter;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The signals of every cross of two averages out of a set of periods: each average is computed once, and so is the
 * verdict of the trend filter. The signals are those of the strategy {@code ema_cross} behind that filter, which a test
 * compares. Immutable, thread-safe.
 */
public final class EmaCrossSignals {

    private final CandleSeries candles;
    private final Map<Integer, double[]> averages = new TreeMap<>();
    private final BitSet longForbidden;

    /**
     * Computes the averages: 8 bytes a candle and period.
     *
     * @param trendFilter one that has seen nothing yet
     */
    public EmaCrossSignals(CandleSeries candles, Set<Integer> periods, TrendFilter trendFilter) {
        this.candles = candles;
        for (int period : periods) {
            averages.put(period, averageOf(candles, period));
        }
        this.longForbidden = forbiddenBy(trendFilter, candles);
    }

    private static double[] averageOf(CandleSeries candles, int period) {
        double[] values = new double[candles.size()];
        Ema ema = new Ema(period);
        for (int index = 0; index < values.length; index++) {
            ema.add(candles.close(index));
            values[index] = ema.isWarm() ? ema.value() : Double.NaN;
        }
        return values;
    }

    private static BitSet forbiddenBy(TrendFilter filter, CandleSeries candles) {
        BitSet forbidden = new BitSet();
        CandleCursor cursor = candles.cursor();
        while (cursor.advance()) {
            filter.onCandle(cursor);
            if (!filter.allowsLong()) {
                forbidden.set(cursor.index());
            }
        }
        return forbidden;
    }

    /** The signals of one cross; both periods are of the set, and {@code fast} is less than {@code slow}. */
    public Signals cross(int fast, int slow) {
        double[] quick = average(fast);
        double[] slack = average(slow);
        Signals.Builder builder = new Signals.Builder();
        // The candle that warms the slow average only tells the side they start from.
        int first = Math.min(slow - 1, quick.length);
        int side = first < quick.length ? sideOf(quick[first], slack[first]) : 0;
        for (int index = first + 1; index < quick.length; index++) {
            int now = sideOf(quick[index], slack[index]);
            if (now != side && now != 0) {
                if (side != 0) {
                    note(builder, index, now);
                }
                side = now;
            }
        }
        return builder.build();
    }

    private void note(Signals.Builder builder, int index, int side) {
        if (side < 0) {
            builder.sell(index);
        } else if (!longForbidden.get(index)) {
            builder.buy(index);
        }
    }

    private static int sideOf(double quick, double slack) {
        return quick > slack ? 1 : quick < slack ? -1 : 0;
    }

    private double[] average(int period) {
        double[] values = averages.get(period);
        if (values == null) {
            throw new IllegalArgumentException("no average over " + period + " of " + candles.size() + " candles");
        }
        return values;
    }
}
