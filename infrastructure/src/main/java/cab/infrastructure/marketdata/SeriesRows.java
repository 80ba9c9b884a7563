package cab.infrastructure.marketdata;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import org.jspecify.annotations.Nullable;

/** Rows that become a series of one timeframe; rows that overlap are refused. Owned by one thread. */
final class SeriesRows implements CandleRows {

    private static final long NONE = Long.MIN_VALUE;

    private final Timeframe timeframe;
    private CandleSeries.Builder candles;
    private long lastMs = NONE;

    SeriesRows(Timeframe timeframe) {
        this.timeframe = timeframe;
        this.candles = CandleSeries.builder(timeframe);
    }

    @Override
    public @Nullable String take(long openTimeMs, double open, double high, double low, double close, double volume) {
        String fault = candles.faultOf(openTimeMs, open, high, low, close, volume);
        if (fault != null) {
            return fault;
        }
        if (lastMs != NONE && openTimeMs - lastMs < timeframe.lengthMs()) {
            return "timestamp must be at least " + timeframe + " later than " + lastMs + ", was " + openTimeMs;
        }
        candles = candles.add(openTimeMs, open, high, low, close, volume);
        lastMs = openTimeMs;
        return null;
    }

    CandleSeries build() {
        return candles.build();
    }
}
