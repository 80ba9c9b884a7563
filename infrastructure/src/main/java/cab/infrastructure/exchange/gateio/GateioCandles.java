package cab.infrastructure.exchange.gateio;

import cab.application.port.HistoryReport;
import cab.domain.market.Candle;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.live.CandleHistory;
import cab.infrastructure.exchange.live.CandleInterval;
import cab.infrastructure.exchange.live.CandleNews;
import cab.infrastructure.exchange.throttle.Urgency;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.ServerClock;
import cab.infrastructure.exchange.transport.WireTime;
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

    static final int PAGE = 1_000;
    private static final int COLUMNS_WITH_VOLUME = 7;
    private static final int COLUMNS_WITH_FLAG = 8;

    /** A candle may change shortly after its end. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final ExchangeRest rest;
    private final ServerClock clock;

    GateioCandles(ExchangeRest rest, ServerClock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    /** The last {@code count} closed candles. */
    HistoryReport history(Symbol symbol, Timeframe timeframe, int count, Deadline deadline) {
        CandleInterval interval = GateioIntervals.of(timeframe);
        return CandleHistory.of(
                "Gate.io",
                REACH,
                interval,
                timeframe,
                count,
                clock.millis(),
                fromMs -> closedSince(symbol, interval, fromMs, deadline));
    }

    /**
     * All closed candles that open at or after {@code fromMs}, oldest first.
     *
     * @throws ExchangeFault when there was no clear answer
     */
    List<Candle> closedSince(Symbol symbol, CandleInterval interval, long fromMs, Deadline deadline) {
        return closedBetween(symbol, interval, fromMs, interval.timeframe().bucketOpenMs(clock.millis()), deadline);
    }

    /**
     * The closed candles among those that open from {@code fromMs} to {@code lastMs}, both included, oldest first.
     *
     * @throws ExchangeFault when there was no clear answer
     */
    List<Candle> closedBetween(Symbol symbol, CandleInterval interval, long fromMs, long lastMs, Deadline deadline) {
        long lengthMs = interval.timeframe().lengthMs();
        List<Candle> all = new ArrayList<>();
        for (long pageMs = fromMs; pageMs <= lastMs; pageMs += PAGE * lengthMs) {
            // Both ends are included.
            long toMs = Math.min(lastMs, pageMs + (PAGE - 1) * lengthMs);
            JsonNode body = rest.read(
                    GateioCalls.ask("GET /spot/candlesticks", "/spot/candlesticks", Urgency.BACKGROUND)
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

    private void addIfClosed(JsonNode row, CandleInterval interval, List<Candle> all) {
        if (!row.isArray() || row.size() < COLUMNS_WITH_VOLUME) {
            throw new ExchangeFault("a candle has too few columns");
        }
        long openMs = openMs(column(row, 0, "time"), interval);
        long closeMs = openMs + interval.timeframe().lengthMs();
        boolean isClosed = row.size() >= COLUMNS_WITH_FLAG
                ? row.get(COLUMNS_WITH_FLAG - 1).asText().equals("true")
                : closeMs + SETTLING.toMillis() <= clock.millis();
        boolean isNext = all.isEmpty() || openMs > all.getLast().openTimeMs();
        if (isClosed && isNext) {
            all.add(Json.fitting(() -> new Candle(
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

    private static long openMs(BigDecimal seconds, CandleInterval interval) {
        return interval.aligned(WireTime.of(seconds).toEpochMilli());
    }

    /** One candle out of the stream, whose numbers have names. */
    static CandleNews ofStream(JsonNode candle, CandleInterval interval) {
        long openMs = openMs(Json.decimal(candle, "t"), interval);
        return new CandleNews(
                Json.fitting(() -> new Candle(
                        openMs,
                        openMs + interval.timeframe().lengthMs(),
                        Json.decimal(candle, "o").doubleValue(),
                        Json.decimal(candle, "h").doubleValue(),
                        Json.decimal(candle, "l").doubleValue(),
                        Json.decimal(candle, "c").doubleValue(),
                        Json.decimal(candle, "a").doubleValue())),
                candle.path("w").asBoolean(false));
    }
}
