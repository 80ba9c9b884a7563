package cab.infrastructure.sweep;

import cab.domain.indicator.Ema;
import cab.domain.market.CandleCursor;
import cab.domain.market.CandleSeries;
import cab.domain.signal.TrendFilter;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The signals of any cross of two averages: each average is computed once, when it is first asked for, and so is the
 * verdict of the trend filter. The signals are those of the strategy {@code ema_cross} behind that filter. Of the
 * averages, 8 bytes a candle each, {@value #AVERAGES_MAX} are kept. Thread-safe.
 */
public final class EmaCrossSignals {

    private static final int AVERAGES_MAX = 128;

    private final CandleSeries candles;
    private final Map<Integer, double[]> averages = new ConcurrentHashMap<>();
    private final BitSet longForbidden;

    /**
     * Crosses over {@code candles}.
     *
     * @param trendFilter one that has seen nothing yet
     */
    public EmaCrossSignals(CandleSeries candles, TrendFilter trendFilter) {
        this.candles = candles;
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

    /** The signals of one cross; {@code fast} is less than {@code slow}, both in candles. */
    public Signals cross(int fast, int slow) {
        double[] quick = average(fast);
        double[] slack = average(slow);
        Signals.Builder builder = new Signals.Builder();
        // From the candle on that warms the slow average, the first that tells a side only tells where they start from.
        int index = firstApart(quick, slack, Math.min(slow - 1, quick.length));
        while (index < quick.length) {
            boolean isAbove = quick[index] > slack[index];
            index = isAbove ? firstBelow(quick, slack, index + 1) : firstBelow(slack, quick, index + 1);
            if (index < quick.length && isAbove) {
                builder.sell(index);
            } else if (index < quick.length && !longForbidden.get(index)) {
                builder.buy(index);
            }
        }
        return builder.build();
    }

    private static int firstApart(double[] quick, double[] slack, int from) {
        int index = from;
        while (index < quick.length && quick[index] == slack[index]) {
            index++;
        }
        return index;
    }

    /** The first candle at which {@code upper} is below {@code lower}. */
    private static int firstBelow(double[] upper, double[] lower, int from) {
        int size = Math.min(upper.length, lower.length);
        int index = from;
        while (index < size && upper[index] >= lower[index]) {
            index++;
        }
        return index;
    }

    private double[] average(int period) {
        double[] known = averages.get(period);
        if (known != null) {
            return known;
        }
        double[] values = averageOf(candles, period);
        if (averages.size() < AVERAGES_MAX) {
            averages.put(period, values);
        }
        return values;
    }
}
