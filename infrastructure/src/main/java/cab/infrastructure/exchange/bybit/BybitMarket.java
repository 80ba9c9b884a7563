package cab.infrastructure.exchange.bybit;

import cab.application.port.HistoryReport;
import cab.domain.market.Candle;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Price;
import cab.infrastructure.exchange.live.CandleHistory;
import cab.infrastructure.exchange.live.CandleInterval;
import cab.infrastructure.exchange.live.CandleNews;
import cab.infrastructure.exchange.live.MarketDialect;
import cab.infrastructure.exchange.live.PriceNews;
import cab.infrastructure.exchange.throttle.Urgency;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.ServerClock;
import cab.infrastructure.exchange.transport.StreamTopic;
import cab.infrastructure.exchange.transport.WireTime;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How Bybit tells of its market. The ticker of the stream has no bid and no ask: they come from the top of the book.
 * REST does not say whether a candle is closed: one counts as closed once its time has been over for a while.
 * Thread-safe.
 */
final class BybitMarket implements MarketDialect {

    /** How many candles are read for one history at most. */
    static final int REACH = 20_000;

    static final int PAGE = 1_000;
    private static final int COLUMNS = 6;

    /** A candle may change shortly after its end. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final ExchangeRest rest;
    private final ServerClock clock;

    BybitMarket(ExchangeRest rest, ServerClock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    @Override
    public CandleInterval interval(Timeframe timeframe) {
        return switch (timeframe) {
            case M1 -> new CandleInterval(timeframe, "1");
            case M3 -> new CandleInterval(timeframe, "3");
            case M5 -> new CandleInterval(timeframe, "5");
            case M15 -> new CandleInterval(timeframe, "15");
            case M30 -> new CandleInterval(timeframe, "30");
            case H1 -> new CandleInterval(timeframe, "60");
            case H2 -> new CandleInterval(timeframe, "120");
            case H4 -> new CandleInterval(timeframe, "240");
            case H6 -> new CandleInterval(timeframe, "360");
            case H8 -> interval(Timeframe.H4);
            case H12 -> new CandleInterval(timeframe, "720");
            case D1 -> new CandleInterval(timeframe, "D");
            case W1 -> interval(Timeframe.D1);
        };
    }

    @Override
    public List<StreamTopic> prices(Symbol symbol) {
        return List.of(topic("tickers." + BybitPair.of(symbol)), topic("orderbook.1." + BybitPair.of(symbol)));
    }

    @Override
    public StreamTopic candles(CandleInterval interval, Symbol symbol) {
        return topic("kline." + interval.label() + "." + BybitPair.of(symbol));
    }

    private static StreamTopic topic(String name) {
        return new StreamTopic(name, List.of(), false);
    }

    /** A ticker has the last price; the top of the book has a bid, an ask, or what of them has changed. */
    @Override
    public Optional<PriceNews> price(JsonNode result, Symbol symbol) {
        if (result.has("lastPrice")) {
            return BybitPair.isOf(Json.text(result, "symbol"), symbol)
                    ? Optional.of(new PriceNews(Optional.of(last(result)), Optional.empty()))
                    : Optional.empty();
        }
        return BybitPair.isOf(Json.text(result, "s"), symbol)
                ? Optional.of(new PriceNews(
                        Optional.empty(), PriceNews.sides(() -> top(result, "b"), () -> top(result, "a"))))
                : Optional.empty();
    }

    private static Price last(JsonNode ticker) {
        return Json.fitting(() -> new Price(Json.decimal(ticker, "lastPrice")));
    }

    private static BigDecimal top(JsonNode book, String side) {
        return Json.decimalOf(side, book.path(side).path(0).path(0).asText());
    }

    @Override
    public List<CandleNews> candle(JsonNode result, CandleInterval interval, Symbol symbol) {
        List<CandleNews> all = new ArrayList<>();
        for (JsonNode shown : Json.elements(result)) {
            if (Json.text(shown, "interval").equals(interval.label())) {
                all.add(new CandleNews(
                        candle(
                                interval,
                                Json.decimal(shown, "start"),
                                Json.decimal(shown, "open"),
                                Json.decimal(shown, "high"),
                                Json.decimal(shown, "low"),
                                Json.decimal(shown, "close"),
                                Json.decimal(shown, "volume")),
                        shown.path("confirm").asBoolean(false)));
            }
        }
        return all;
    }

    private static Candle candle(
            CandleInterval interval,
            BigDecimal start,
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal close,
            BigDecimal volume) {
        long openMs = interval.aligned(WireTime.of(start).toEpochMilli());
        return Json.fitting(() -> new Candle(
                openMs,
                openMs + interval.timeframe().lengthMs(),
                open.doubleValue(),
                high.doubleValue(),
                low.doubleValue(),
                close.doubleValue(),
                volume.doubleValue()));
    }

    @Override
    public PriceNews ticker(Symbol symbol, Deadline deadline) {
        return ticker(symbol, Urgency.BACKGROUND, deadline);
    }

    /** The price of the last trade, asked for because an order hangs on it. */
    Price last(Symbol symbol, Deadline deadline) {
        return ticker(symbol, Urgency.PROTECTIVE, deadline).last().orElseThrow();
    }

    private PriceNews ticker(Symbol symbol, Urgency urgency, Deadline deadline) {
        JsonNode result = rest.read(
                BybitCalls.ask("/v5/market/tickers", urgency)
                        .with("category", BybitCalls.CATEGORY)
                        .with("symbol", BybitPair.of(symbol)),
                deadline);
        for (JsonNode ticker : Json.elements(result.path("list"))) {
            if (BybitPair.isOf(Json.text(ticker, "symbol"), symbol)) {
                return new PriceNews(
                        Optional.of(last(ticker)),
                        PriceNews.sides(
                                () -> Json.decimal(ticker, "bid1Price"), () -> Json.decimal(ticker, "ask1Price")));
            }
        }
        throw new ExchangeFault("the exchange shows no ticker of " + symbol);
    }

    @Override
    public HistoryReport history(Symbol symbol, Timeframe timeframe, int count, Deadline deadline) {
        CandleInterval interval = interval(timeframe);
        return CandleHistory.of(
                "Bybit",
                REACH,
                interval,
                timeframe,
                count,
                clock.millis(),
                fromMs -> closedSince(symbol, interval, fromMs, deadline));
    }

    @Override
    public List<Candle> closedSince(Symbol symbol, CandleInterval interval, long fromMs, Deadline deadline) {
        return closedBetween(symbol, interval, fromMs, interval.timeframe().bucketOpenMs(clock.millis()), deadline);
    }

    @Override
    public List<Candle> closedBetween(
            Symbol symbol, CandleInterval interval, long fromMs, long lastMs, Deadline deadline) {
        long lengthMs = interval.timeframe().lengthMs();
        List<Candle> all = new ArrayList<>();
        for (long pageMs = fromMs; pageMs <= lastMs; pageMs += PAGE * lengthMs) {
            // Both ends are included.
            long toMs = Math.min(lastMs, pageMs + (PAGE - 1) * lengthMs);
            JsonNode result = rest.read(
                    BybitCalls.ask("/v5/market/kline", Urgency.BACKGROUND)
                            .with("category", BybitCalls.CATEGORY)
                            .with("symbol", BybitPair.of(symbol))
                            .with("interval", interval.label())
                            .with("start", pageMs)
                            .with("end", toMs)
                            .with("limit", PAGE),
                    deadline);
            addClosed(result.path("list"), interval, all);
        }
        return all;
    }

    /** The exchange lists the newest first. */
    private void addClosed(JsonNode list, CandleInterval interval, List<Candle> all) {
        List<JsonNode> rows = new ArrayList<>();
        Json.elements(list).forEach(rows::add);
        for (JsonNode row : rows.reversed()) {
            if (!row.isArray() || row.size() < COLUMNS) {
                throw new ExchangeFault("a candle has too few columns");
            }
            Candle candle = candle(
                    interval,
                    column(row, 0),
                    column(row, 1),
                    column(row, 2),
                    column(row, 3),
                    column(row, 4),
                    column(row, 5));
            boolean isClosed = candle.closeTimeMs() + SETTLING.toMillis() <= clock.millis();
            boolean isNext =
                    all.isEmpty() || candle.openTimeMs() > all.getLast().openTimeMs();
            if (isClosed && isNext) {
                all.add(candle);
            }
        }
    }

    private static BigDecimal column(JsonNode row, int index) {
        return Json.decimalOf("column " + index, row.get(index).asText());
    }
}
