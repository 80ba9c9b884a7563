package cab.infrastructure.exchange.simulated;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.infrastructure.marketdata.CandleFeed;

/** Past candles of any timeframe that the candles of a feed can be put together to. */
final class History {

    /** Candles of the feed that are looked at for one request. */
    private static final int LOOKED_AT_MAX = 1_000_000;

    private History() {}

    /** The last candles, at most {@code count}, that had closed at {@code nowMs}, oldest first. */
    static CandleSeries of(CandleFeed feed, Timeframe timeframe, long nowMs, int count) {
        if (timeframe == feed.timeframe()) {
            return feed.before(nowMs, count);
        }
        long shorterPerLonger = timeframe.lengthMs() / feed.timeframe().lengthMs();
        // One bucket more, because the oldest may be cut.
        int needed = (int) Math.min(LOOKED_AT_MAX, (count + 1) * shorterPerLonger);
        CandleSeries longer = joined(feed.before(timeframe.bucketOpenMs(nowMs), needed), timeframe);
        return longer.slice(Math.max(0, longer.size() - count), longer.size());
    }

    private static CandleSeries joined(CandleSeries shorter, Timeframe timeframe) {
        CandleSeries.Builder longer = CandleSeries.builder(timeframe);
        int from = firstWhole(shorter, timeframe);
        while (from < shorter.size()) {
            long bucketMs = timeframe.bucketOpenMs(shorter.openTimeMs(from));
            int to = shorter.indexAtOrAfter(bucketMs + timeframe.lengthMs());
            double high = shorter.high(from);
            double low = shorter.low(from);
            double volume = 0;
            for (int index = from; index < to; index++) {
                high = Math.max(high, shorter.high(index));
                low = Math.min(low, shorter.low(index));
                volume += shorter.volume(index);
            }
            longer = longer.add(bucketMs, shorter.open(from), high, low, shorter.close(to - 1), volume);
            from = to;
        }
        return longer.build();
    }

    /** The first candle of the first bucket that is not cut. */
    private static int firstWhole(CandleSeries shorter, Timeframe timeframe) {
        if (shorter.isEmpty()) {
            return 0;
        }
        long firstMs = shorter.openTimeMs(0);
        long bucketMs = timeframe.bucketOpenMs(firstMs);
        return bucketMs == firstMs ? 0 : shorter.indexAtOrAfter(bucketMs + timeframe.lengthMs());
    }
}
