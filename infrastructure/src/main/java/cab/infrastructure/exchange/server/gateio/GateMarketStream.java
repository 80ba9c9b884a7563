package cab.infrastructure.exchange.server.gateio;

import cab.domain.market.Quote;
import cab.infrastructure.exchange.server.WireNumbers;
import cab.infrastructure.exchange.simulated.MarketBoard;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Tells of the market: tickers each second, running candles every two, closed candles, quotes and trades as they come.
 * Owned by one thread, but for {@link #watch}.
 */
final class GateMarketStream {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int TRADES_MAX = 100;
    private static final int BARS_AT_ONCE_MAX = 1_000;

    private final GateWorld world;
    private final LongSupplier nanoTime;
    private final BiConsumer<GateTopic, JsonNode> teller;
    private final Map<GateTopic, Told> told = new ConcurrentHashMap<>();

    /**
     * A stream that nobody listens to.
     *
     * @param nanoTime a monotonic clock
     * @param teller takes what is to be told
     */
    GateMarketStream(GateWorld world, LongSupplier nanoTime, BiConsumer<GateTopic, JsonNode> teller) {
        this.world = world;
        this.nanoTime = nanoTime;
        this.teller = teller;
    }

    /** What was told of a topic last. */
    private static final class Told {

        private long atNanos;
        private boolean isBegun;
        private long untilMs;
        private String quote = "";
    }

    /** Begins to tell of these from {@code fromMs} on, if it does not yet. */
    void watch(Set<GateTopic> topics, long fromMs) {
        for (GateTopic topic : topics) {
            if (!topic.channel().needsLogin()) {
                told.computeIfAbsent(topic, fresh -> {
                    Told begun = new Told();
                    begun.untilMs = fromMs;
                    return begun;
                });
            }
        }
    }

    /** Tells what is new; forgets the topics that {@code isHeard} does not know. */
    void turn(Predicate<GateTopic> isHeard) {
        told.keySet().removeIf(topic -> !isHeard.test(topic));
        long nowMs = world.clock().nowMs();
        told.forEach((topic, last) -> {
            MarketBoard board = world.board(world.symbol(topic.pair()));
            switch (topic.channel()) {
                case TICKERS -> {
                    if (isTime(last, SECOND_NANOS)) {
                        teller.accept(topic, GateMarket.ticker(board, nowMs));
                    }
                }
                case CANDLES -> tellCandles(topic, board, last, nowMs);
                case BOOK_TICKER -> tellQuote(topic, board, last, nowMs);
                case TRADES -> tellTrades(topic, board, last, nowMs);
                case ORDERS, USER_TRADES, BALANCES, PRICE_ORDERS -> {}
            }
        });
    }

    private boolean isTime(Told last, long everyNanos) {
        long nowNanos = nanoTime.getAsLong();
        if (last.isBegun && nowNanos - last.atNanos < everyNanos) {
            return false;
        }
        last.isBegun = true;
        last.atNanos = nowNanos;
        return true;
    }

    private void tellCandles(GateTopic topic, MarketBoard board, Told last, long nowMs) {
        GateInterval interval = GateInterval.of(topic.interval());
        long openMs = interval.buckets().openMs(last.untilMs);
        boolean hasClosed = interval.buckets().closeMs(openMs) <= nowMs;
        if (!hasClosed && !isTime(last, 2 * SECOND_NANOS)) {
            return;
        }
        // So far behind is only a market that is played much faster than it can be told.
        long fromMs = Math.max(openMs, nowMs - BARS_AT_ONCE_MAX * interval.nominalMs());
        List<MarketBoard.Bar> bars = board.bars(interval.buckets(), fromMs, nowMs, nowMs);
        last.untilMs = nowMs;
        for (MarketBoard.Bar bar : bars) {
            teller.accept(topic, candle(topic, board, bar));
        }
    }

    private static ObjectNode candle(GateTopic topic, MarketBoard board, MarketBoard.Bar bar) {
        double middle = (bar.open() + bar.high() + bar.low() + bar.close()) / 4;
        return GateJson.object()
                .put("t", GateJson.seconds(bar.openMs()))
                .put("v", WireNumbers.volume(bar.volume() * middle))
                .put("c", WireNumbers.price(WireNumbers.onTick(board, bar.close())))
                .put("h", WireNumbers.price(WireNumbers.onTick(board, bar.high())))
                .put("l", WireNumbers.price(WireNumbers.onTick(board, bar.low())))
                .put("o", WireNumbers.price(WireNumbers.onTick(board, bar.open())))
                .put("n", topic.interval() + "_" + topic.pair())
                .put("a", WireNumbers.volume(bar.volume()))
                .put("w", bar.isClosed());
    }

    private void tellQuote(GateTopic topic, MarketBoard board, Told last, long nowMs) {
        Quote quote = board.quote(nowMs);
        String seen = quote.bid() + " " + quote.ask();
        if (seen.equals(last.quote)) {
            return;
        }
        last.quote = seen;
        String size = WireNumbers.number(board.instrument().quantityStep().multiply(BigDecimal.valueOf(1_000)));
        teller.accept(
                topic,
                GateJson.object()
                        .put("t", nowMs)
                        .put("u", nowMs)
                        .put("s", topic.pair())
                        .put("b", WireNumbers.number(quote.bid().value()))
                        .put("B", size)
                        .put("a", WireNumbers.number(quote.ask().value()))
                        .put("A", size));
    }

    private void tellTrades(GateTopic topic, MarketBoard board, Told last, long nowMs) {
        for (MarketBoard.MarketTrade trade : board.trades(nowMs, TRADES_MAX)) {
            if (trade.atMs() > last.untilMs) {
                ObjectNode json = GateMarket.trade(board, trade);
                json.put("id", trade.id())
                        .put("create_time", trade.atMs() / 1_000)
                        .remove("sequence_id");
                teller.accept(topic, json);
            }
        }
        last.untilMs = nowMs;
    }
}
