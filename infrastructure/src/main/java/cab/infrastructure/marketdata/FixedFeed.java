package cab.infrastructure.marketdata;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import java.util.Optional;

/** A market that never moves: every candle is flat at one price, with a constant volume. Immutable, thread-safe. */
public final class FixedFeed implements CandleFeed {

    private static final int BLOCK = 1_024;

    private final Timeframe timeframe;
    private final double price;
    private final double volume;

    /** A market at {@code price}, with {@code volume} in base per candle. */
    public FixedFeed(Timeframe timeframe, double price, double volume) {
        this.timeframe = timeframe;
        this.price = price;
        this.volume = volume;
    }

    @Override
    public Timeframe timeframe() {
        return timeframe;
    }

    @Override
    public Optional<CandleSeries> blockFrom(long epochMs) {
        long bucket = timeframe.bucketOpenMs(epochMs);
        return Optional.of(flat(bucket < epochMs ? bucket + timeframe.lengthMs() : bucket, BLOCK));
    }

    @Override
    public CandleSeries before(long epochMs, int count) {
        long end = timeframe.bucketOpenMs(epochMs);
        long available = Math.min(count, Math.max(0, end / timeframe.lengthMs()));
        return flat(end - available * timeframe.lengthMs(), (int) available);
    }

    private CandleSeries flat(long firstOpenMs, int count) {
        CandleSeries.Builder candles = CandleSeries.builder(timeframe);
        for (int index = 0; index < count; index++) {
            candles = candles.add(firstOpenMs + index * timeframe.lengthMs(), price, price, price, price, volume);
        }
        return candles.build();
    }
}
