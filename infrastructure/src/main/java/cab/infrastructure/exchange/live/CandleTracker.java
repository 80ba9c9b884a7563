package cab.infrastructure.exchange.live;

import cab.domain.market.Candle;
import cab.domain.market.CandleAggregator;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes an unbroken row of closed candles out of a stream that shows candles under way, may not say when one is closed,
 * and may lose some. Where the stream leaves a doubt, past candles are to be read. Owned by one thread.
 */
public final class CandleTracker {

    /** What the exchange takes at most to show a candle that has closed. */
    public static final Duration GRACE = Duration.ofSeconds(4);

    private final CandleInterval interval;
    private final Consumer<ClosedCandle> sink;
    private long nextOpenMs;

    /**
     * A tracker that goes on behind what is past.
     *
     * @param whole the timeframe that is wanted
     * @param interval the exchange's candles that it is made of
     * @param nowMs the exchange's time
     * @param sink takes candles of that timeframe as they close
     */
    public CandleTracker(Timeframe whole, CandleInterval interval, long nowMs, Consumer<ClosedCandle> sink) {
        this.interval = interval;
        // From the beginning of the bucket that is under way, so that it is whole at its end.
        this.nextOpenMs = whole.bucketOpenMs(nowMs);
        this.sink = interval.timeframe() == whole ? sink : new CandleAggregator(interval.timeframe(), whole, sink)::add;
    }

    public CandleInterval interval() {
        return interval;
    }

    /** When the next candle opens that has not been told. */
    public long nextOpenMs() {
        return nextOpenMs;
    }

    /** Takes what the stream shows of a candle; true when past candles are to be read. */
    public boolean shown(CandleNews shown) {
        long openMs = shown.candle().openTimeMs();
        if (openMs < nextOpenMs) {
            return false;
        }
        if (openMs == nextOpenMs && shown.isClosed()) {
            tell(shown.candle());
            return false;
        }
        // One that is later shows that the next one is over.
        return openMs > nextOpenMs;
    }

    /** Takes closed candles that were read, oldest first. */
    public void read(List<Candle> candles) {
        for (Candle candle : candles) {
            if (candle.openTimeMs() >= nextOpenMs) {
                tell(candle);
            }
        }
    }

    /** Whether the next candle should have been shown by now. */
    public boolean isOverdue(long nowMs) {
        return nowMs >= nextOpenMs + interval.timeframe().lengthMs() + GRACE.toMillis();
    }

    private void tell(ClosedCandle candle) {
        nextOpenMs = candle.closeTimeMs();
        sink.accept(candle);
    }
}
