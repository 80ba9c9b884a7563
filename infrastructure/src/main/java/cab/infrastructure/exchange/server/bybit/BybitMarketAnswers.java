package cab.infrastructure.exchange.server.bybit;

import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.infrastructure.exchange.server.WireNumbers;
import cab.infrastructure.exchange.simulated.MarketBoard;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Time, symbols, prices and candles. Stateless, thread-safe. */
final class BybitMarketAnswers {

    private static final long NANOS_PER_MS = 1_000_000;
    private static final int CANDLES_MAX = 1_000;
    private static final int CANDLES_DEFAULT = 200;
    private static final int QUOTE_DECIMALS = 8;
    private static final long MINUTE_MS = 60_000;

    /** Minutes of each length of candles that is served. */
    private static final Map<String, Long> INTERVALS = Map.ofEntries(
            Map.entry("1", 1L),
            Map.entry("3", 3L),
            Map.entry("5", 5L),
            Map.entry("15", 15L),
            Map.entry("30", 30L),
            Map.entry("60", 60L),
            Map.entry("120", 120L),
            Map.entry("240", 240L),
            Map.entry("360", 360L),
            Map.entry("720", 720L),
            Map.entry("D", 1_440L));

    private BybitMarketAnswers() {}

    static List<BybitEndpoint> endpoints() {
        return List.of(
                BybitEndpoint.open("/v5/market/time", BybitMarketAnswers::time),
                BybitEndpoint.open("/v5/market/instruments-info", BybitMarketAnswers::instruments),
                BybitEndpoint.open("/v5/market/tickers", BybitMarketAnswers::tickers),
                BybitEndpoint.open("/v5/market/kline", BybitMarketAnswers::candles));
    }

    private static ObjectNode time(BybitCall call) {
        long nowMs = call.world().nowMs();
        return BybitJson.object()
                .put("timeSecond", Long.toString(nowMs / 1_000))
                .put("timeNano", Long.toString(nowMs * NANOS_PER_MS));
    }

    private static List<MarketBoard> asked(BybitCall call) {
        call.requireSpot();
        return call.parameter("symbol").isPresent()
                ? List.of(call.board())
                : call.world().boards();
    }

    private static ObjectNode instruments(BybitCall call) {
        ObjectNode result = BybitJson.object().put("category", "spot");
        ArrayNode list = result.putArray("list");
        asked(call).forEach(board -> list.add(instrument(board.instrument())));
        return result.put("nextPageCursor", "");
    }

    private static ObjectNode instrument(Instrument instrument) {
        ObjectNode json = BybitJson.object()
                .put("symbol", BybitWorld.pairOf(instrument.symbol()))
                .put("baseCoin", instrument.symbol().base().code())
                .put("quoteCoin", instrument.symbol().quote().code())
                .put("innovation", "0")
                .put("status", "Trading")
                .put("marginTrading", "none");
        json.putObject("lotSizeFilter")
                .put("basePrecision", WireNumbers.number(instrument.quantityStep()))
                .put("quotePrecision", WireNumbers.number(BigDecimal.ONE.movePointLeft(QUOTE_DECIMALS)))
                .put("minOrderQty", WireNumbers.number(instrument.minQuantity().value()))
                .put("minOrderAmt", WireNumbers.number(instrument.minNotional().amount()));
        json.putObject("priceFilter").put("tickSize", WireNumbers.number(instrument.priceTick()));
        return json;
    }

    private static ObjectNode tickers(BybitCall call) {
        long nowMs = call.world().nowMs();
        ObjectNode result = BybitJson.object().put("category", "spot");
        ArrayNode list = result.putArray("list");
        asked(call).forEach(board -> {
            Quote quote = board.quote(nowMs);
            list.add(ticker(board, nowMs)
                    .put("bid1Price", WireNumbers.number(quote.bid().value()))
                    .put("bid1Size", size(board))
                    .put("ask1Price", WireNumbers.number(quote.ask().value()))
                    .put("ask1Size", size(board)));
        });
        return result;
    }

    /** As the stream has it: without a bid and an ask. */
    static ObjectNode ticker(MarketBoard board, long nowMs) {
        MarketBoard.Bar day = board.day(nowMs);
        double change = day.close() / day.open() - 1;
        return BybitJson.object()
                .put("symbol", BybitWorld.pairOf(board.instrument().symbol()))
                .put("lastPrice", price(board, day.close()))
                .put("highPrice24h", price(board, day.high()))
                .put("lowPrice24h", price(board, day.low()))
                .put("prevPrice24h", price(board, day.open()))
                .put("volume24h", WireNumbers.volume(day.volume()))
                .put("turnover24h", WireNumbers.volume(day.volume() * middle(day)))
                .put(
                        "price24hPcnt",
                        WireNumbers.number(BigDecimal.valueOf(change).setScale(4, RoundingMode.HALF_UP)));
    }

    /** The top of the book. */
    static ObjectNode top(MarketBoard board, Quote quote, long nowMs) {
        ObjectNode book = BybitJson.object()
                .put("s", BybitWorld.pairOf(board.instrument().symbol()))
                .put("u", nowMs)
                .put("seq", nowMs);
        book.putArray("b")
                .addArray()
                .add(WireNumbers.number(quote.bid().value()))
                .add(size(board));
        book.putArray("a")
                .addArray()
                .add(WireNumbers.number(quote.ask().value()))
                .add(size(board));
        return book;
    }

    private static String size(MarketBoard board) {
        // The book of a simulation has no depth of its own.
        return WireNumbers.number(board.instrument().quantityStep().multiply(BigDecimal.valueOf(1_000)));
    }

    static String price(MarketBoard board, double price) {
        return WireNumbers.price(WireNumbers.onTick(board, price));
    }

    private static double middle(MarketBoard.Bar bar) {
        return (bar.open() + bar.high() + bar.low() + bar.close()) / 4;
    }

    /** How long the candles of that name are, in milliseconds. */
    static long lengthMs(String interval) {
        return Optional.ofNullable(INTERVALS.get(interval)).orElseThrow(() -> BybitError.wrongParameter("interval"))
                * MINUTE_MS;
    }

    /** The newest first. */
    private static ObjectNode candles(BybitCall call) {
        call.requireSpot();
        MarketBoard board = call.board();
        long nowMs = call.world().nowMs();
        long lengthMs = lengthMs(call.parameter("interval").orElseThrow(() -> BybitError.wrongParameter("interval")));
        int limit = call.number("limit", CANDLES_DEFAULT, CANDLES_MAX);
        long endMs = call.number("end").orElse(nowMs);
        long fromMs = call.number("start").orElse(endMs - (limit - 1) * lengthMs);
        ObjectNode result = BybitJson.object()
                .put("category", "spot")
                .put("symbol", BybitWorld.pairOf(board.instrument().symbol()));
        ArrayNode list = result.putArray("list");
        if (endMs >= fromMs) {
            long earliestMs = Math.max(fromMs, endMs - (limit - 1) * lengthMs);
            long firstMs = Math.ceilDiv(earliestMs, lengthMs) * lengthMs;
            List<MarketBoard.Bar> bars =
                    firstMs > endMs ? List.of() : board.bars(MarketBoard.Buckets.of(lengthMs), firstMs, endMs, nowMs);
            bars.reversed()
                    .forEach(bar -> list.addArray()
                            .add(Long.toString(bar.openMs()))
                            .add(price(board, bar.open()))
                            .add(price(board, bar.high()))
                            .add(price(board, bar.low()))
                            .add(price(board, bar.close()))
                            .add(WireNumbers.volume(bar.volume()))
                            .add(WireNumbers.volume(bar.volume() * middle(bar))));
        }
        return result;
    }

    /** One candle as the stream has it. */
    static ObjectNode candle(MarketBoard board, String interval, MarketBoard.Bar bar, long nowMs) {
        return BybitJson.object()
                .put("start", bar.openMs())
                .put("end", bar.openMs() + lengthMs(interval) - 1)
                .put("interval", interval)
                .put("open", price(board, bar.open()))
                .put("close", price(board, bar.close()))
                .put("high", price(board, bar.high()))
                .put("low", price(board, bar.low()))
                .put("volume", WireNumbers.volume(bar.volume()))
                .put("turnover", WireNumbers.volume(bar.volume() * middle(bar)))
                .put("confirm", bar.isClosed())
                .put("timestamp", nowMs);
    }
}
