package cab.infrastructure.marketdata;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import java.util.Optional;

/**
 * The candles of another feed at other times: a recording of last year played as if it happened now. Owned by one
 * thread.
 */
public final class ShiftedFeed implements CandleFeed {

    private final CandleFeed feed;
    private final long shiftMs;

    /**
     * The candles of {@code feed}, later by {@code shiftMs}.
     *
     * @throws IllegalArgumentException when that is no multiple of the candles' length
     */
    public ShiftedFeed(CandleFeed feed, long shiftMs) {
        if (shiftMs % feed.timeframe().lengthMs() != 0) {
            throw new IllegalArgumentException(
                    "shift must be a multiple of " + feed.timeframe() + ", was " + shiftMs + " ms");
        }
        this.feed = feed;
        this.shiftMs = shiftMs;
    }

    @Override
    public Timeframe timeframe() {
        return feed.timeframe();
    }

    @Override
    public Optional<CandleSeries> blockFrom(long epochMs) {
        return feed.blockFrom(epochMs - shiftMs).map(this::shifted);
    }

    @Override
    public CandleSeries before(long epochMs, int count) {
        return shifted(feed.before(epochMs - shiftMs, count));
    }

    private CandleSeries shifted(CandleSeries candles) {
        if (shiftMs == 0) {
            return candles;
        }
        CandleSeries.Builder moved = CandleSeries.builder(candles.timeframe());
        for (int index = 0; index < candles.size(); index++) {
            moved = moved.add(
                    candles.openTimeMs(index) + shiftMs,
                    candles.open(index),
                    candles.high(index),
                    candles.low(index),
                    candles.close(index),
                    candles.volume(index));
        }
        return moved.build();
    }
}
