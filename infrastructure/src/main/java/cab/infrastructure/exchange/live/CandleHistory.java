package cab.infrastructure.exchange.live;

import cab.application.port.HistoryReport;
import cab.domain.market.Candle;
import cab.domain.market.CandleAggregator;
import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** The last closed candles of a timeframe, put together from those of an exchange. Stateless, thread-safe. */
public final class CandleHistory {

    private CandleHistory() {}

    /**
     * The last {@code count} candles of {@code timeframe}. Waits for {@code closedSince}.
     *
     * @param venue for the message
     * @param reach how many candles of its own the exchange serves at most
     * @param nowMs the exchange's time
     * @param closedSince reads the exchange's closed candles that open at or after a time, oldest first
     */
    public static HistoryReport of(
            String venue,
            int reach,
            CandleInterval interval,
            Timeframe timeframe,
            int count,
            long nowMs,
            LongFunction<List<Candle>> closedSince) {
        int parts = interval.partsOf(timeframe);
        // One more for the candle under way, and one whole for a bucket that has begun.
        long needed = (long) (count + 1) * parts + 1;
        if (count < 0 || needed > reach) {
            return new HistoryReport.Unknown(venue + " serves the last " + reach + " candles of " + interval.label()
                    + ", " + needed + " would be needed for " + count + " of " + timeframe);
        }
        long fromMs = interval.timeframe().bucketOpenMs(nowMs)
                - (needed - 1) * interval.timeframe().lengthMs();
        List<Candle> candles = closedSince.apply(fromMs);
        List<Candle> wanted = interval.timeframe() == timeframe ? candles : aggregated(interval, timeframe, candles);
        CandleSeries.Builder series = CandleSeries.builder(timeframe);
        for (Candle candle : wanted.subList(Math.max(0, wanted.size() - count), wanted.size())) {
            CandleSeries.Builder _ = series.add(
                    candle.openTimeMs(), candle.open(), candle.high(), candle.low(), candle.close(), candle.volume());
        }
        return new HistoryReport.Known(series.build());
    }

    /** A bucket that begins before the first candle would lack its beginning, and is left out. */
    private static List<Candle> aggregated(CandleInterval interval, Timeframe whole, List<Candle> candles) {
        List<Candle> all = new ArrayList<>();
        CandleAggregator aggregator =
                new CandleAggregator(interval.timeframe(), whole, candle -> all.add(Candle.copyOf(candle)));
        long firstOpenMs = candles.isEmpty() ? 0 : candles.getFirst().openTimeMs();
        candles.stream()
                .filter(candle -> whole.bucketOpenMs(candle.openTimeMs()) >= firstOpenMs)
                .forEach(aggregator::add);
        return all;
    }
}
