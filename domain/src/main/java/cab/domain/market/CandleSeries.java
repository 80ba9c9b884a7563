package cab.domain.market;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Closed candles of one timeframe as primitive columns, strictly increasing in time: 48 bytes a candle, shared by all
 * who read. Immutable, thread-safe.
 */
public final class CandleSeries {

    private final Timeframe timeframe;
    private final int size;
    private final long[] openTimesMs;
    private final double[] opens;
    private final double[] highs;
    private final double[] lows;
    private final double[] closes;
    private final double[] volumes;

    private CandleSeries(Builder builder) {
        this.timeframe = builder.timeframe;
        this.size = builder.size;
        this.openTimesMs = Arrays.copyOf(builder.openTimesMs, size);
        this.opens = Arrays.copyOf(builder.opens, size);
        this.highs = Arrays.copyOf(builder.highs, size);
        this.lows = Arrays.copyOf(builder.lows, size);
        this.closes = Arrays.copyOf(builder.closes, size);
        this.volumes = Arrays.copyOf(builder.volumes, size);
    }

    private CandleSeries(Timeframe timeframe, CandleColumns columns) {
        this.timeframe = timeframe;
        this.size = columns.openTimesMs().length;
        this.openTimesMs = columns.openTimesMs();
        this.opens = columns.opens();
        this.highs = columns.highs();
        this.lows = columns.lows();
        this.closes = columns.closes();
        this.volumes = columns.volumes();
    }

    /**
     * The candles of {@code columns}, which belong to the series from now on.
     *
     * @throws IllegalArgumentException when one is not later than the one before, or its numbers are no candle
     */
    public static CandleSeries taking(Timeframe timeframe, CandleColumns columns) {
        CandleSeries series = new CandleSeries(timeframe, columns);
        long lastMs = -1;
        for (int index = 0; index < series.size; index++) {
            long openTimeMs = series.openTimesMs[index];
            if (openTimeMs <= lastMs) {
                throw new IllegalArgumentException(
                        "timestamp must be later than " + lastMs + ", was " + openTimeMs + " at index " + index);
            }
            lastMs = openTimeMs;
            String fault = Candle.faultOf(
                    series.opens[index],
                    series.highs[index],
                    series.lows[index],
                    series.closes[index],
                    series.volumes[index]);
            if (fault != null) {
                throw new IllegalArgumentException(fault + " at index " + index);
            }
        }
        return series;
    }

    public static Builder builder(Timeframe timeframe) {
        return new Builder(timeframe);
    }

    public Timeframe timeframe() {
        return timeframe;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public long openTimeMs(int index) {
        return openTimesMs[index];
    }

    /** When candle {@code index} became known. */
    public long closeTimeMs(int index) {
        return openTimesMs[index] + timeframe.lengthMs();
    }

    public double open(int index) {
        return opens[index];
    }

    public double high(int index) {
        return highs[index];
    }

    public double low(int index) {
        return lows[index];
    }

    public double close(int index) {
        return closes[index];
    }

    public double volume(int index) {
        return volumes[index];
    }

    /** Candle {@code index} by value. */
    public Candle candle(int index) {
        return new Candle(
                openTimeMs(index),
                closeTimeMs(index),
                open(index),
                high(index),
                low(index),
                close(index),
                volume(index));
    }

    /** A view that starts before the first candle. */
    public CandleCursor cursor() {
        return new CandleCursor(this);
    }

    /** The index of the first candle that opens at or after {@code epochMs}; the size when there is none. */
    public int indexAtOrAfter(long epochMs) {
        int found = Arrays.binarySearch(openTimesMs, epochMs);
        return found >= 0 ? found : -found - 1;
    }

    /** The candles from index {@code from}, inclusive, to {@code to}, exclusive. */
    public CandleSeries slice(int from, int to) {
        int count = Math.max(0, to - from);
        CandleColumns part = new CandleColumns(count);
        System.arraycopy(openTimesMs, from, part.openTimesMs(), 0, count);
        System.arraycopy(opens, from, part.opens(), 0, count);
        System.arraycopy(highs, from, part.highs(), 0, count);
        System.arraycopy(lows, from, part.lows(), 0, count);
        System.arraycopy(closes, from, part.closes(), 0, count);
        System.arraycopy(volumes, from, part.volumes(), 0, count);
        return new CandleSeries(timeframe, part);
    }

    /** How many candles are missing between the first and the last, judged by the timeframe. */
    public long missing() {
        return size == 0 ? 0 : (openTimesMs[size - 1] - openTimesMs[0]) / timeframe.lengthMs() + 1 - size;
    }

    /** Collects candles in order of time. Owned by one thread. */
    public static final class Builder {

        private static final int CAPACITY_FIRST = 1_024;

        private final Timeframe timeframe;
        private int size;
        private long[] openTimesMs = new long[CAPACITY_FIRST];
        private double[] opens = new double[CAPACITY_FIRST];
        private double[] highs = new double[CAPACITY_FIRST];
        private double[] lows = new double[CAPACITY_FIRST];
        private double[] closes = new double[CAPACITY_FIRST];
        private double[] volumes = new double[CAPACITY_FIRST];

        private Builder(Timeframe timeframe) {
            this.timeframe = timeframe;
        }

        public int size() {
            return size;
        }

        /**
         * Adds a candle.
         *
         * @throws IllegalArgumentException when it is not later than the one before, or its numbers are no candle
         */
        public Builder add(long openTimeMs, double open, double high, double low, double close, double volume) {
            String fault = faultOf(openTimeMs, open, high, low, close, volume);
            if (fault != null) {
                throw new IllegalArgumentException(fault);
            }
            addUnchecked(openTimeMs, open, high, low, close, volume);
            return this;
        }

        /** What is wrong with this candle as the next one, or null when it may be added. */
        public @Nullable String faultOf(
                long openTimeMs, double open, double high, double low, double close, double volume) {
            if (openTimeMs < 0) {
                return "timestamp must be 0 or more, was " + openTimeMs;
            }
            if (size > 0 && openTimeMs <= openTimesMs[size - 1]) {
                return "timestamp must be later than " + openTimesMs[size - 1] + ", was " + openTimeMs;
            }
            return Candle.faultOf(open, high, low, close, volume);
        }

        public CandleSeries build() {
            return new CandleSeries(this);
        }

        private void addUnchecked(long openTimeMs, double open, double high, double low, double close, double volume) {
            if (size == openTimesMs.length) {
                grow(Math.addExact(size, size >> 1));
            }
            openTimesMs[size] = openTimeMs;
            opens[size] = open;
            highs[size] = high;
            lows[size] = low;
            closes[size] = close;
            volumes[size] = volume;
            size++;
        }

        private void grow(int capacity) {
            openTimesMs = Arrays.copyOf(openTimesMs, capacity);
            opens = Arrays.copyOf(opens, capacity);
            highs = Arrays.copyOf(highs, capacity);
            lows = Arrays.copyOf(lows, capacity);
            closes = Arrays.copyOf(closes, capacity);
            volumes = Arrays.copyOf(volumes, capacity);
        }
    }
}
