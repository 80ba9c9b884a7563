package cab.infrastructure.exchange.server.gateio;

import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Access.ANYBODY;
import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Quota.MARKET;

import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.infrastructure.exchange.server.WireNumbers;
import cab.infrastructure.exchange.simulated.MarketBoard;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What anybody may ask: time, pairs, prices, candles. Stateless, thread-safe. */
final class GateMarket {

    private static final int CANDLES_DEFAULT = 100;
    private static final int CANDLES_MAX = 1_000;
    private static final int CANDLES_REACHABLE = 10_000;
    private static final int BOOK_LEVELS_MAX = 100;
    private static final int BOOK_LEVELS_DEFAULT = 10;
    private static final int TRADES_MAX = 1_000;
    private static final long MS_PER_HOUR = 3_600_000L;
    private static final long DAY_MS = 24 * MS_PER_HOUR;
    private static final long LISTED_SECONDS = 1_516_378_650L;

    private GateMarket() {}

    static List<GateEndpoint> endpoints() {
        return List.of(
                new GateEndpoint("GET", "/spot/time", ANYBODY, MARKET, GateMarket::time),
                new GateEndpoint("GET", "/spot/currencies", ANYBODY, MARKET, GateMarket::currencies),
                new GateEndpoint("GET", "/spot/currencies/*", ANYBODY, MARKET, GateMarket::currency),
                new GateEndpoint("GET", "/spot/currency_pairs", ANYBODY, MARKET, GateMarket::pairs),
                new GateEndpoint("GET", "/spot/currency_pairs/*", ANYBODY, MARKET, GateMarket::pair),
                new GateEndpoint("GET", "/margin/currency_pairs", ANYBODY, MARKET, GateMarket::nothing),
                new GateEndpoint("GET", "/spot/tickers", ANYBODY, MARKET, GateMarket::tickers),
                new GateEndpoint("GET", "/spot/order_book", ANYBODY, MARKET, GateMarket::orderBook),
                new GateEndpoint("GET", "/spot/candlesticks", ANYBODY, MARKET, GateMarket::candles),
                new GateEndpoint("GET", "/spot/trades", ANYBODY, MARKET, GateMarket::trades));
    }

    private static GateAnswer time(GateCall call) {
        return GateAnswer.ok(
                GateJson.object().put("server_time", call.world().clock().nowMs()));
    }

    private static GateAnswer nothing(GateCall call) {
        return GateAnswer.ok(GateJson.array());
    }

    private static GateAnswer currencies(GateCall call) {
        ArrayNode all = GateJson.array();
        codes(call.world()).forEach(code -> all.add(currency(code)));
        return GateAnswer.ok(all);
    }

    private static GateAnswer currency(GateCall call) {
        Currency code = codes(call.world()).stream()
                .filter(each -> each.code().equals(call.id()))
                .findFirst()
                .orElseThrow(() -> new GateError(400, "INVALID_CURRENCY", "Invalid currency " + call.id()));
        return GateAnswer.ok(currency(code));
    }

    private static SortedSet<Currency> codes(GateWorld world) {
        SortedSet<Currency> codes = new TreeSet<>();
        world.symbols().forEach(symbol -> {
            codes.add(symbol.base());
            codes.add(symbol.quote());
        });
        return codes;
    }

    private static ObjectNode currency(Currency currency) {
        ObjectNode node = GateJson.object()
                .put("currency", currency.code())
                .put("name", currency.code())
                .put("delisted", false)
                .put("withdraw_disabled", true)
                .put("withdraw_delayed", false)
                .put("deposit_disabled", true)
                .put("trade_disabled", false)
                .put("chain", currency.code());
        node.putArray("chains");
        return node;
    }

    private static GateAnswer pairs(GateCall call) {
        ArrayNode all = GateJson.array();
        call.world().boards().forEach(board -> all.add(pair(board, call.world())));
        return GateAnswer.ok(all);
    }

    private static GateAnswer pair(GateCall call) {
        GateWorld world = call.world();
        return GateAnswer.ok(pair(world.board(world.symbol(call.id())), world));
    }

    private static ObjectNode pair(MarketBoard board, GateWorld world) {
        Instrument instrument = board.instrument();
        Symbol symbol = instrument.symbol();
        ObjectNode node = GateJson.object()
                .put("id", GateWorld.pairOf(symbol))
                .put("base", symbol.base().code())
                .put("base_name", symbol.base().code())
                .put("quote", symbol.quote().code())
                .put("quote_name", symbol.quote().code())
                .put("fee", WireNumbers.number(instrument.fees().taker().value()))
                .put(
                        "min_base_amount",
                        WireNumbers.number(instrument.minQuantity().value().max(instrument.quantityStep())))
                .put(
                        "min_quote_amount",
                        WireNumbers.number(instrument.minNotional().amount()));
        node.putNull("max_base_amount");
        node.putNull("max_quote_amount");
        return node.put(
                        "amount_precision",
                        Math.max(0, instrument.quantityStep().scale()))
                .put("precision", Math.max(0, instrument.priceTick().scale()))
                .put("trade_status", world.isHalted(symbol) ? "untradable" : "tradable")
                .put("sell_start", LISTED_SECONDS)
                .put("buy_start", LISTED_SECONDS)
                .put("delisting_time", 0)
                .put("type", "normal")
                .put("trade_url", "")
                .put("st_tag", false);
    }

    private static GateAnswer tickers(GateCall call) {
        ArrayNode all = GateJson.array();
        long nowMs = call.world().clock().nowMs();
        call.pair("currency_pair")
                .ifPresentOrElse(
                        symbol -> all.add(ticker(call.world().board(symbol), nowMs)
                                .put("lowest_size", size(call.world().board(symbol)))
                                .put("highest_size", size(call.world().board(symbol)))),
                        () -> call.world().boards().forEach(board -> all.add(ticker(board, nowMs))));
        return GateAnswer.ok(all);
    }

    /** The ticker of a pair, as REST and WebSocket have it in common. */
    static ObjectNode ticker(MarketBoard board, long nowMs) {
        Quote quote = board.quote(nowMs);
        MarketBoard.Bar day = board.day(nowMs);
        String change = WireNumbers.number(
                BigDecimal.valueOf((day.close() / day.open() - 1) * 100).setScale(2, RoundingMode.HALF_UP));
        return GateJson.object()
                .put("currency_pair", GateWorld.pairOf(board.instrument().symbol()))
                .put("last", WireNumbers.price(WireNumbers.onTick(board, day.close())))
                .put("lowest_ask", WireNumbers.number(quote.ask().value()))
                .put("highest_bid", WireNumbers.number(quote.bid().value()))
                .put("change_percentage", change)
                .put("base_volume", WireNumbers.volume(day.volume()))
                .put("quote_volume", WireNumbers.volume(day.volume() * middle(day)))
                .put("high_24h", WireNumbers.price(WireNumbers.onTick(board, day.high())))
                .put("low_24h", WireNumbers.price(WireNumbers.onTick(board, day.low())));
    }

    private static double middle(MarketBoard.Bar bar) {
        return (bar.open() + bar.high() + bar.low() + bar.close()) / 4;
    }

    private static String size(MarketBoard board) {
        // About what a minimum order of a hundred times would be: the book of a simulation has no depth of its own.
        Instrument instrument = board.instrument();
        return WireNumbers.number(instrument.quantityStep().multiply(BigDecimal.valueOf(1_000)));
    }

    private static GateAnswer orderBook(GateCall call) {
        MarketBoard board = call.world().board(call.requiredPair("currency_pair"));
        int levels = call.parameters().number("limit", BOOK_LEVELS_DEFAULT, 1, BOOK_LEVELS_MAX);
        long nowMs = call.world().clock().nowMs();
        Quote quote = board.quote(nowMs);
        ObjectNode book = GateJson.object();
        if (call.parameters().isTrue("with_id")) {
            book.put("id", nowMs);
        }
        book.put("current", nowMs).put("update", quote.at().toEpochMilli());
        ArrayNode asks = book.putArray("asks");
        ArrayNode bids = book.putArray("bids");
        BigDecimal tick = board.instrument().priceTick();
        for (int level = 0; level < levels; level++) {
            BigDecimal away = tick.multiply(BigDecimal.valueOf(level));
            asks.addArray()
                    .add(WireNumbers.number(quote.ask().value().add(away)))
                    .add(size(board));
            BigDecimal bid = quote.bid().value().subtract(away);
            if (bid.signum() > 0) {
                bids.addArray().add(WireNumbers.number(bid)).add(size(board));
            }
        }
        return GateAnswer.ok(book);
    }

    private static GateAnswer candles(GateCall call) {
        MarketBoard board = call.world().board(call.requiredPair("currency_pair"));
        GateParameters parameters = call.parameters();
        GateInterval interval = GateInterval.of(parameters.text("interval").orElse("30m"));
        if (parameters.text("limit").isPresent()
                && (parameters.text("from").isPresent() || parameters.text("to").isPresent())) {
            throw GateError.invalid("limit conflicts with from and to: specify either of them");
        }
        int limit = parameters.number("limit", CANDLES_DEFAULT, 1, CANDLES_MAX);
        long nowMs = call.world().clock().nowMs();
        long toMs = parameters.timeMs("to").orElse(nowMs);
        long fromMs = parameters.timeMs("from").orElse(toMs - (limit - 1) * interval.nominalMs());
        requireReachable(interval, fromMs, toMs, nowMs);
        ArrayNode rows = GateJson.array();
        long firstMs = interval.buckets().openMs(fromMs) < fromMs
                        && parameters.text("from").isPresent()
                ? interval.buckets().closeMs(interval.buckets().openMs(fromMs))
                : fromMs;
        for (MarketBoard.Bar bar : board.bars(interval.buckets(), firstMs, toMs, nowMs)) {
            rows.addArray()
                    .add(GateJson.seconds(bar.openMs()))
                    .add(WireNumbers.volume(bar.volume() * middle(bar)))
                    .add(WireNumbers.price(WireNumbers.onTick(board, bar.close())))
                    .add(WireNumbers.price(WireNumbers.onTick(board, bar.high())))
                    .add(WireNumbers.price(WireNumbers.onTick(board, bar.low())))
                    .add(WireNumbers.price(WireNumbers.onTick(board, bar.open())))
                    .add(WireNumbers.volume(bar.volume()))
                    .add(Boolean.toString(bar.isClosed()));
        }
        return GateAnswer.ok(rows);
    }

    private static void requireReachable(GateInterval interval, long fromMs, long toMs, long nowMs) {
        if (toMs < fromMs) {
            throw GateError.invalid("Invalid parameter: `to` must not be before `from`");
        }
        if ((toMs - fromMs) / interval.nominalMs() >= CANDLES_MAX) {
            throw GateError.invalid("Too many data points requested: at most " + CANDLES_MAX + " are allowed");
        }
        if (fromMs < nowMs - CANDLES_REACHABLE * interval.nominalMs()) {
            throw GateError.invalid("Candlestick too long ago. Maximum 10000 points ago are allowed");
        }
    }

    private static GateAnswer trades(GateCall call) {
        MarketBoard board = call.world().board(call.requiredPair("currency_pair"));
        int limit = call.parameters().number("limit", CANDLES_DEFAULT, 1, TRADES_MAX);
        long toMs = call.parameters().timeMs("to").orElse(call.world().clock().nowMs());
        long fromMs = call.parameters().timeMs("from").orElse(toMs - DAY_MS);
        ArrayNode rows = GateJson.array();
        for (MarketBoard.MarketTrade trade : board.trades(toMs, limit).reversed()) {
            if (trade.atMs() >= fromMs) {
                rows.add(trade(board, trade));
            }
        }
        return GateAnswer.ok(rows);
    }

    static ObjectNode trade(MarketBoard board, MarketBoard.MarketTrade trade) {
        return GateJson.object()
                .put("id", Long.toString(trade.id()))
                .put("create_time", GateJson.seconds(trade.atMs()))
                .put("create_time_ms", trade.atMs() + ".000000")
                .put("currency_pair", GateWorld.pairOf(board.instrument().symbol()))
                .put("side", trade.isBuy() ? "buy" : "sell")
                .put("amount", WireNumbers.volume(trade.quantity()))
                .put("price", WireNumbers.price(WireNumbers.onTick(board, trade.price())))
                .put("sequence_id", Long.toString(trade.id()));
    }
}
