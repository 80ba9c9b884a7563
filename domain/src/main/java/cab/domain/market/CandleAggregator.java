package cab.domain.market;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts candles of a longer timeframe together from candles of a shorter one.
 *
 * <p>A longer candle is handed on at the close of the shorter candle that ends its bucket, or, when that one is
 * missing, as soon as a candle of a later bucket shows that the bucket is over; never before its bucket is over. A
 * bucket without any candle gives none. The view handed on is valid during the call. Owned by one thread.
 */
public final class CandleAggregator {

    private final Timeframe target;
    private final Consumer<ClosedCandle> sink;
    private final Bucket bucket = new Bucket();

    /**
     * An aggregator to {@code target}, which hands each finished candle to {@code sink}.
     *
     * @throws IllegalArgumentException when {@code target} is no multiple of {@code base}
     */
    public CandleAggregator(Timeframe base, Timeframe target, Consumer<ClosedCandle> sink) {
        if (!target.isMultipleOf(base)) {
            throw new IllegalArgumentException(
                    "candles of " + target + " cannot be put together from candles of " + base);
        }
        this.target = target;
        this.sink = sink;
    }

    /**
     * All candles of {@code target} that those of {@code shorter} make. A bucket that begins before the first of them
     * would lack its beginning and is left out, and so is one that is not over.
     *
     * @throws IllegalArgumentException when {@code target} is no multiple of their timeframe
     */
    public static CandleSeries aggregated(CandleSeries shorter, Timeframe target) {
        CandleSeries.Builder longer = CandleSeries.builder(target);
        CandleAggregator aggregator = new CandleAggregator(shorter.timeframe(), target, candle -> {
            CandleSeries.Builder _ = longer.add(
                    candle.openTimeMs(), candle.open(), candle.high(), candle.low(), candle.close(), candle.volume());
        });
        CandleCursor cursor = shorter.cursor();
        while (cursor.advance()) {
            if (target.bucketOpenMs(cursor.openTimeMs()) >= shorter.openTimeMs(0)) {
                aggregator.add(cursor);
            }
        }
        return longer.build();
    }

    /** Takes the next shorter candle. */
    public void add(ClosedCandle candle) {
        long bucketOpenMs = target.bucketOpenMs(candle.openTimeMs());
        if (bucket.filled && bucket.openTimeMs != bucketOpenMs) {
            emit();
        }
        bucket.take(bucketOpenMs, bucketOpenMs + target.lengthMs(), candle);
        if (candle.closeTimeMs() >= bucket.closeTimeMs) {
            emit();
        }
    }

    /** The candle that is not over yet, as far as it is known; empty between two candles. */
    public Optional<Candle> underWay() {
        return bucket.filled ? Optional.of(Candle.copyOf(bucket)) : Optional.empty();
    }

    /** Goes on with a candle that {@link #underWay} of an aggregator to the same timeframe gave. */
    public void resume(Candle underWay) {
        bucket.filled = false;
        bucket.take(underWay.openTimeMs(), underWay.closeTimeMs(), underWay);
    }

    private void emit() {
        bucket.filled = false;
        sink.accept(bucket);
    }

    private static final class Bucket implements ClosedCandle {

        private boolean filled;
        private long openTimeMs;
        private long closeTimeMs;
        private double open;
        private double high;
        private double low;
        private double close;
        private double volume;

        private void take(long bucketOpenMs, long bucketCloseMs, ClosedCandle candle) {
            if (!filled) {
                filled = true;
                openTimeMs = bucketOpenMs;
                closeTimeMs = bucketCloseMs;
                open = candle.open();
                high = candle.high();
                low = candle.low();
                volume = 0;
            }
            high = Math.max(high, candle.high());
            low = Math.min(low, candle.low());
            close = candle.close();
            volume += candle.volume();
        }

        @Override
        public long openTimeMs() {
            return openTimeMs;
        }

        @Override
        public long closeTimeMs() {
            return closeTimeMs;
        }

        @Override
        public double open() {
            return open;
        }

        @Override
        public double high() {
            return high;
        }

        @Override
        public double low() {
            return low;
        }

        @Override
        public double close() {
            return close;
        }

        @Override
        public double volume() {
            return volume;
        }
    }
}
