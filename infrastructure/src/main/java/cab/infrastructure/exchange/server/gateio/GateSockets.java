package cab.infrastructure.exchange.server.gateio;

import cab.infrastructure.exchange.server.FaultyLine;
import cab.infrastructure.exchange.server.SocketFace;
import cab.infrastructure.exchange.server.SocketLine;
import cab.infrastructure.exchange.server.WireFaults;
import cab.infrastructure.exchange.simulated.ExchangeEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The streams: one thread tells of the market, the exchange's own thread of what happens to accounts. Nothing that was
 * missed is told again. Thread-safe.
 */
final class GateSockets implements SocketFace {

    private static final String PATH = "/ws/v4/";
    private static final long TURN_NANOS = 20_000_000;

    private final GateWorld world;
    private final LongSupplier nanoTime;
    private final WireFaults faults;
    private final Map<GateSocket, FaultyLine> sockets = new ConcurrentHashMap<>();
    private final GateMarketStream market;
    private final GateAccountStream accounts;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("exchange-stream").unstarted(this::run);

    GateSockets(GateWorld world, LongSupplier nanoTime, WireFaults faults) {
        this.world = world;
        this.nanoTime = nanoTime;
        this.faults = faults;
        this.market = new GateMarketStream(world, nanoTime, this::tell);
        this.accounts = new GateAccountStream(world, this::tell);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Listener open(SocketLine line) {
        GateSocket socket = new GateSocket(this, world, line);
        sockets.put(socket, new FaultyLine(line, faults, nanoTime));
        return socket;
    }

    @Override
    public void start() {
        boolean observed = world.venue().tell(desk -> desk.exchange().observe(this::onEvent));
        assert observed;
        thread.start();
    }

    @Override
    public void close() {
        closing.countDown();
    }

    void forget(GateSocket socket) {
        sockets.remove(socket);
    }

    /** Somebody listens to something new, of what happens from {@code fromMs} on. */
    void subscribed(GateSocket socket, long fromMs) {
        market.watch(socket.topics(), fromMs);
    }

    private void onEvent(ExchangeEvent event) {
        if (!sockets.isEmpty()) {
            accounts.onEvent(event);
        }
    }

    private void run() {
        try {
            while (!closing.await(TURN_NANOS, TimeUnit.NANOSECONDS)) {
                market.turn(this::isHeard);
            }
        } catch (InterruptedException nobodyInterruptsUs) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isHeard(GateTopic topic) {
        return sockets.keySet().stream().anyMatch(socket -> socket.listensTo(topic));
    }

    private void tell(GateTopic topic, JsonNode result) {
        ObjectNode message = envelope(topic.channel().label(), "update");
        message.set("result", result);
        String text = GateJson.text(message);
        sockets.forEach((socket, line) -> socket.ifListening(topic, () -> line.tell(text)));
    }

    ObjectNode envelope(String channel, String event) {
        long nowMs = world.clock().nowMs();
        return GateJson.object()
                .put("time", nowMs / 1_000)
                .put("time_ms", nowMs)
                .put("channel", channel)
                .put("event", event);
    }
}
