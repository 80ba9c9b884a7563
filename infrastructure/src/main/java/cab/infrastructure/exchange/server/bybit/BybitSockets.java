package cab.infrastructure.exchange.server.bybit;

import cab.domain.market.Quote;
import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.server.FaultyLine;
import cab.infrastructure.exchange.server.SocketFace;
import cab.infrastructure.exchange.server.SocketLine;
import cab.infrastructure.exchange.server.WireFaults;
import cab.infrastructure.exchange.simulated.ExchangeEvent;
import cab.infrastructure.exchange.simulated.MarketBoard;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The streams: one thread tells of the market, the exchange's own thread of what happens to accounts. Nothing that was
 * missed is told again. Thread-safe.
 */
final class BybitSockets {

    private static final String PUBLIC_PATH = "/v5/public/spot";
    private static final String PRIVATE_PATH = "/v5/private";
    private static final long TURN_NANOS = 20_000_000;
    private static final long TICKER_NANOS = 1_000_000_000L;

    /** Candles that are told at once: more is a market that is played much faster than it can be told. */
    private static final int BARS_AT_ONCE_MAX = 500;

    private final BybitWorld world;
    private final LongSupplier nanoTime;
    private final WireFaults faults;
    private final Map<BybitSocket, FaultyLine> sockets = new ConcurrentHashMap<>();
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("exchange-bybit-stream").unstarted(this::run);

    BybitSockets(BybitWorld world, LongSupplier nanoTime, WireFaults faults) {
        this.world = world;
        this.nanoTime = nanoTime;
        this.faults = faults;
    }

    /** What was told of a topic last. */
    private static final class Told {

        private final long beganMs;
        private Optional<Long> atNanos = Optional.empty();
        private long untilMs;
        private String quote = "";

        private Told(long beganMs) {
            this.beganMs = beganMs;
            this.untilMs = beganMs;
        }
    }

    List<SocketFace> faces() {
        return List.of(new Face(PUBLIC_PATH, false), new Face(PRIVATE_PATH, true));
    }

    /** One of the two addresses; the first runs the thread of both. */
    private final class Face implements SocketFace {

        private final String path;
        private final boolean isPrivate;

        private Face(String path, boolean isPrivate) {
            this.path = path;
            this.isPrivate = isPrivate;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public Listener open(SocketLine line) {
            BybitSocket socket = new BybitSocket(BybitSockets.this, world, line, isPrivate);
            sockets.put(socket, new FaultyLine(line, faults, nanoTime));
            return socket;
        }

        @Override
        public void start() {
            if (isPrivate) {
                boolean observed = world.venue().tell(desk -> desk.exchange().observe(BybitSockets.this::onEvent));
                assert observed;
            } else {
                thread.start();
            }
        }

        @Override
        public void close() {
            closing.countDown();
        }
    }

    void forget(BybitSocket socket) {
        sockets.remove(socket);
    }

    /** Somebody listens to a topic of the market, of what happens from now on. */
    void watch(String topic) {
        var _ = told.computeIfAbsent(topic, fresh -> new Told(world.nowMs()));
    }

    private void run() {
        try {
            while (!closing.await(TURN_NANOS, TimeUnit.NANOSECONDS)) {
                turn();
            }
        } catch (InterruptedException nobodyInterruptsUs) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        told.keySet().removeIf(topic -> sockets.keySet().stream().noneMatch(socket -> socket.listensTo(topic)));
        long nowMs = world.nowMs();
        told.forEach((topic, last) -> {
            BybitTopic wanted = BybitTopic.of(topic);
            MarketBoard board = world.board(wanted.pair());
            switch (wanted.kind()) {
                case TICKERS -> {
                    if (isTime(last)) {
                        tellMarket(topic, nowMs, BybitMarketAnswers.ticker(board, nowMs));
                    }
                }
                case TOP -> tellTop(topic, board, last, nowMs);
                case CANDLES -> tellCandles(topic, wanted.interval(), board, last, nowMs);
            }
        });
    }

    private boolean isTime(Told last) {
        long nowNanos = nanoTime.getAsLong();
        if (last.atNanos.filter(before -> nowNanos - before < TICKER_NANOS).isPresent()) {
            return false;
        }
        last.atNanos = Optional.of(nowNanos);
        return true;
    }

    private void tellTop(String topic, MarketBoard board, Told last, long nowMs) {
        Quote quote = board.quote(nowMs);
        String seen = quote.bid() + " " + quote.ask();
        if (!seen.equals(last.quote) || isTime(last)) {
            last.quote = seen;
            tellMarket(topic, nowMs, BybitMarketAnswers.top(board, quote, nowMs));
        }
    }

    private void tellCandles(String topic, String interval, MarketBoard board, Told last, long nowMs) {
        long lengthMs = BybitMarketAnswers.lengthMs(interval);
        MarketBoard.Buckets buckets = MarketBoard.Buckets.of(lengthMs);
        long openMs = buckets.openMs(last.untilMs);
        boolean hasClosed = buckets.closeMs(openMs) <= nowMs;
        if (!hasClosed && !isTime(last)) {
            return;
        }
        long fromMs = Math.max(openMs, nowMs - BARS_AT_ONCE_MAX * lengthMs);
        List<MarketBoard.Bar> bars = board.bars(buckets, fromMs, nowMs, nowMs);
        last.untilMs = nowMs;
        for (MarketBoard.Bar bar : bars) {
            if (bar.openMs() + lengthMs > last.beganMs) {
                ArrayNode data = BybitJson.object().putArray("data");
                data.add(BybitMarketAnswers.candle(board, interval, bar, nowMs));
                tell(topic, marketMessage(topic, nowMs).set("data", data));
            }
        }
    }

    private void tellMarket(String topic, long nowMs, ObjectNode data) {
        tell(topic, marketMessage(topic, nowMs).set("data", data));
    }

    private static ObjectNode marketMessage(String topic, long nowMs) {
        return BybitJson.object().put("topic", topic).put("ts", nowMs).put("type", "snapshot");
    }

    private void tell(String topic, ObjectNode message) {
        String text = BybitJson.text(message);
        sockets.forEach((socket, line) -> socket.ifListening(topic, () -> line.tell(text)));
    }

    /** On the exchange's thread. */
    private void onEvent(ExchangeEvent event) {
        if (sockets.isEmpty()) {
            return;
        }
        switch (event) {
            case ExchangeEvent.OrderMoved(var account, var order, var _) ->
                tellAccount("order", account, BybitOrderJson.order(order));
            case ExchangeEvent.Traded(var account, var trade) ->
                tellAccount("execution", account, BybitOrderJson.execution(trade));
            case ExchangeEvent.BalancesMoved(var account, var balances) ->
                tellAccount("wallet", account, BybitAccounts.account(balances));
            case ExchangeEvent.PriceOrderMoved(var _, var _) -> {}
        }
    }

    private void tellAccount(String topic, String account, ObjectNode element) {
        long nowMs = world.nowMs();
        ObjectNode message = BybitJson.object()
                .put("id", topic + "-" + nowMs)
                .put("topic", topic)
                .put("creationTime", nowMs);
        message.putArray("data").add(element);
        String text = BybitJson.text(message);
        sockets.forEach((socket, line) -> {
            if (socket.owner()
                    .map(ApiKey::account)
                    .filter(owned -> owned.name().equals(account))
                    .isPresent()) {
                socket.ifListening(topic, () -> line.tell(text));
            }
        });
    }
}
