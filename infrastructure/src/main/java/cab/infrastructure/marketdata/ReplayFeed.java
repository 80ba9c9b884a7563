package cab.infrastructure.marketdata;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import java.util.Optional;

/** Recorded candles, played from the first to the last. Immutable, thread-safe. */
public final class ReplayFeed implements CandleFeed {

    private final CandleSeries candles;
    private final Optional<FinerCandles> finer;

    public ReplayFeed(CandleSeries candles) {
        this(candles, Optional.empty());
    }

    /** @param finer what their insides are known from; of {@code candles} */
    public ReplayFeed(CandleSeries candles, Optional<FinerCandles> finer) {
        if (finer.filter(known -> !known.isOf(candles)).isPresent()) {
            throw new IllegalArgumentException("finer candles must be those of the series that is played");
        }
        this.candles = candles;
        this.finer = finer;
    }

    @Override
    public Timeframe timeframe() {
        return candles.timeframe();
    }

    @Override
    public Optional<CandleSeries> blockFrom(long epochMs) {
        return candles.indexAtOrAfter(epochMs) < candles.size() ? Optional.of(candles) : Optional.empty();
    }

    @Override
    public CandleSeries before(long epochMs, int count) {
        int to = candles.indexAtOrAfter(epochMs - candles.timeframe().lengthMs() + 1);
        return candles.slice(Math.max(0, to - count), to);
    }

    @Override
    public Optional<FinerCandles> finer() {
        return finer;
    }
}
