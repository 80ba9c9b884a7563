package cab.infrastructure.exchange.gateio;

import cab.application.port.HistoryReport;
import cab.domain.market.Candle;
import cab.domain.market.CandleAggregator;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.throttle.Urgency;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads past candles. The exchange has the last 10,000 of a timeframe and answers 1,000 at once. A candle counts as
 * closed when the exchange says so, or, where it does not say, once its time has been over for a while. Waits.
 * Thread-safe.
 */
final class GateioCandles {

    /** How far back the exchange answers, in candles. */
    static final int REACH = 10_000;

    private static final int PAGE = 1_000;
    private static final int COLUMNS_WITH_VOLUME = 7;
    private static final int COLUMNS_WITH_FLAG = 8;

    /** A candle may change shortly after its end. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final GateioRest rest;
    private final ServerClock clock;

    GateioCandles(GateioRest rest, ServerClock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    /** The last {@code count} closed candles. */
    HistoryReport history(Symbol symbol, Timeframe timeframe, int count, Deadline deadline) {
        GateioInterval interval = GateioInterval.of(timeframe);
        int parts = interval.partsOf(timeframe);
        // One more for the candle under way, and one whole for a bucket that has begun.
        long needed = (long) (count + 1) * parts + 1;
        if (count < 0 || needed > REACH) {
            return new HistoryReport.Unknown("Gate.io serves the last " + REACH + " candles of " + interval.label()
                    + ", " + needed + " would be needed for " + count + " of " + timeframe);
        }
        long nowMs = clock.millis();
        long fromMs = interval.timeframe().bucketOpenMs(nowMs)
                - (needed - 1) * interval.timeframe().lengthMs();
        List<Candle> candles = closedSince(symbol, interval, fromMs, deadline);
        List<Candle> wanted = interval.timeframe() == timeframe ? candles : aggregated(interval, timeframe, candles);
        CandleSeries.Builder series = CandleSeries.builder(timeframe);
        for (Candle candle : wanted.subList(Math.max(0, wanted.size() - count), wanted.size())) {
            CandleSeries.Builder _ = series.add(
                    candle.openTimeMs(), candle.open(), candle.high(), candle.low(), candle.close(), candle.volume());
        }
        return new HistoryReport.Known(series.build());
    }

    /** A bucket that begins before the first candle would lack its beginning, and is left out. */
    private static List<Candle> aggregated(GateioInterval interval, Timeframe whole, List<Candle> candles) {
        List<Candle> all = new ArrayList<>();
        CandleAggregator aggregator =
                new CandleAggregator(interval.timeframe(), whole, candle -> all.add(Candle.copyOf(candle)));
        long firstOpenMs = candles.isEmpty() ? 0 : candles.getFirst().openTimeMs();
        candles.stream()
                .filter(candle -> whole.bucketOpenMs(candle.openTimeMs()) >= firstOpenMs)
                .forEach(aggregator::add);
        return all;
    }

    /**
     * All closed candles that open at or after {@code fromMs}, oldest first.
     *
     * @throws GateioFault when there was no clear answer
     */
    List<Candle> closedSince(Symbol symbol, GateioInterval interval, long fromMs, Deadline deadline) {
        long lengthMs = interval.timeframe().lengthMs();
        long lastMs = interval.timeframe().bucketOpenMs(clock.millis());
        List<Candle> all = new ArrayList<>();
        for (long pageMs = fromMs; pageMs <= lastMs; pageMs += PAGE * lengthMs) {
            // Both ends are included.
            long toMs = Math.min(lastMs, pageMs + (PAGE - 1) * lengthMs);
            JsonNode body = rest.read(
                    GateioCall.ask("GET /spot/candlesticks", "/spot/candlesticks", Urgency.BACKGROUND)
                            .with("currency_pair", GateioPair.of(symbol))
                            .with("interval", interval.label())
                            .with("from", pageMs / 1_000)
                            .with("to", toMs / 1_000),
                    deadline);
            for (JsonNode row : Json.elements(body)) {
                addIfClosed(row, interval, all);
            }
        }
        return all;
    }

    private void addIfClosed(JsonNode row, GateioInterval interval, List<Candle> all) {
        if (!row.isArray() || row.size() < COLUMNS_WITH_VOLUME) {
            throw new GateioFault("a candle has too few columns");
        }
        long openMs = alignedMs(column(row, 0, "time").toPlainString(), interval);
        long closeMs = openMs + interval.timeframe().lengthMs();
        boolean isClosed = row.size() >= COLUMNS_WITH_FLAG
                ? row.get(COLUMNS_WITH_FLAG - 1).asText().equals("true")
                : closeMs + SETTLING.toMillis() <= clock.millis();
        boolean isNext = all.isEmpty() || openMs > all.getLast().openTimeMs();
        if (isClosed && isNext) {
            all.add(GateioTranslator.fitting(() -> new Candle(
                    openMs,
                    closeMs,
                    column(row, 5, "open").doubleValue(),
                    column(row, 3, "high").doubleValue(),
                    column(row, 4, "low").doubleValue(),
                    column(row, 2, "close").doubleValue(),
                    column(row, 6, "volume").doubleValue())));
        }
    }

    private static BigDecimal column(JsonNode row, int index, String name) {
        return Json.decimalOf(name, row.get(index).asText());
    }

    /** When a candle of the exchange opens, in milliseconds; it must be where ours open. */
    static long alignedMs(String seconds, GateioInterval interval) {
        long openMs = GateioTime.of(Json.decimalOf("t", seconds)).toEpochMilli();
        if (interval.timeframe().bucketOpenMs(openMs) != openMs) {
            throw new GateioFault("a candle of " + interval.label() + " opens at an odd time: " + openMs);
        }
        return openMs;
    }

    /** One candle out of the stream, whose numbers have names. */
    static ClosedCandle ofStream(JsonNode candle, long openMs, GateioInterval interval) {
        return GateioTranslator.fitting(() -> new Candle(
                openMs,
                openMs + interval.timeframe().lengthMs(),
                Json.decimal(candle, "o").doubleValue(),
                Json.decimal(candle, "h").doubleValue(),
                Json.decimal(candle, "l").doubleValue(),
                Json.decimal(candle, "c").doubleValue(),
                Json.decimal(candle, "a").doubleValue()));
    }
}
