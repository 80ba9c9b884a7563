package cab.infrastructure.exchange.server.gateio;

import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.server.SocketFace;
import cab.infrastructure.exchange.server.SocketLine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One customer on the streams: hears what it asks for, and answers. Thread-safe. */
final class GateSocket implements SocketFace.Listener {

    private static final int TOPICS_MAX = 500;
    private static final int MALFORMED = 1;
    private static final int WRONG_ARGUMENT = 2;
    private static final int NOT_AUTHENTICATED = 4;

    private final GateSockets sockets;
    private final GateWorld world;
    private final SocketLine line;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<GateTopic> topics = ConcurrentHashMap.newKeySet();

    GateSocket(GateSockets sockets, GateWorld world, SocketLine line) {
        this.sockets = sockets;
        this.world = world;
        this.line = line;
    }

    SocketLine line() {
        return line;
    }

    boolean listensTo(GateTopic topic) {
        return topics.contains(topic);
    }

    Set<GateTopic> topics() {
        return topics;
    }

    @Override
    public void onClosed() {
        topics.clear();
        sockets.forget(this);
    }

    @Override
    public void onText(String text) {
        JsonNode request;
        try {
            request = GateJson.parsed(text.getBytes(StandardCharsets.UTF_8));
        } catch (GateError malformed) {
            refuse(GateJson.object(), MALFORMED, "Invalid request body format");
            return;
        }
        String channel = request.path("channel").asText();
        if (channel.equals("spot.ping")) {
            answer(request.deepCopy(), "spot.pong", "", null, null);
            return;
        }
        Optional<GateChannel> known = GateChannel.of(channel);
        String event = request.path("event").asText();
        if (known.isEmpty() || !(event.equals("subscribe") || event.equals("unsubscribe"))) {
            refuse(request, WRONG_ARGUMENT, "Invalid argument provided");
            return;
        }
        change(request, known.get(), event.equals("subscribe"));
    }

    private void change(JsonNode request, GateChannel channel, boolean begins) {
        Optional<ApiKey> key = channel.needsLogin() ? login(request, channel) : Optional.empty();
        if (channel.needsLogin() && key.isEmpty()) {
            refuse(request, NOT_AUTHENTICATED, "Authentication fail");
            return;
        }
        Optional<List<GateTopic>> wanted = wanted(
                channel,
                request.path("payload"),
                key.map(owner -> owner.account().name()));
        if (wanted.isEmpty() || (begins && topics.size() + wanted.get().size() > TOPICS_MAX)) {
            refuse(request, WRONG_ARGUMENT, "Invalid argument provided");
            return;
        }
        long askedMs = world.clock().nowMs();
        lock.lock();
        try {
            if (begins) {
                topics.addAll(wanted.get());
            } else {
                wanted.get().forEach(topics::remove);
            }
            answer(request, channel.label(), request.path("event").asText(), null, success());
        } finally {
            lock.unlock();
        }
        if (begins) {
            sockets.subscribed(this, askedMs);
        }
    }

    /**
     * Does {@code telling} if this customer listens to it: behind the answer to its subscription, and nothing missed.
     */
    void ifListening(GateTopic topic, Runnable telling) {
        if (!listensTo(topic)) {
            return;
        }
        lock.lock();
        try {
            telling.run();
        } finally {
            lock.unlock();
        }
    }

    private Optional<ApiKey> login(JsonNode request, GateChannel channel) {
        JsonNode auth = request.path("auth");
        long time = request.path("time").asLong();
        if (!auth.path("method").asText().equals("api_key") || !world.clock().isTimely(time)) {
            return Optional.empty();
        }
        String shown = auth.path("SIGN").asText();
        return world.key(auth.path("KEY").asText())
                .filter(key -> GateSignature.matches(
                        GateSignature.ofChannel(
                                key.secret().reveal(),
                                channel.label(),
                                request.path("event").asText(),
                                Long.toString(time)),
                        shown));
    }

    /** What the payload names; empty when it is not understood. */
    private Optional<List<GateTopic>> wanted(GateChannel channel, JsonNode payload, Optional<String> account) {
        if (channel == GateChannel.BALANCES) {
            return Optional.of(List.of(GateTopic.of(channel, GateTopic.ALL, account.orElseThrow())));
        }
        if (!payload.isArray() || payload.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (channel == GateChannel.CANDLES) {
                String interval = GateInterval.of(payload.path(0).asText()).label();
                String pair = GateWorld.pairOf(world.symbol(payload.path(1).asText()));
                return Optional.of(List.of(GateTopic.market(channel, pair, interval)));
            }
            List<GateTopic> found = new ArrayList<>();
            for (JsonNode each : payload) {
                boolean isAll = channel.needsLogin() && each.asText().equals(GateTopic.ALL);
                String pair = isAll ? GateTopic.ALL : GateWorld.pairOf(world.symbol(each.asText()));
                found.add(GateTopic.of(channel, pair, account.orElse("")));
            }
            return Optional.of(found);
        } catch (GateError unknown) {
            return Optional.empty();
        }
    }

    private static ObjectNode success() {
        return GateJson.object().put("status", "success");
    }

    private void refuse(JsonNode request, int code, String message) {
        answer(
                request,
                request.path("channel").asText(),
                request.path("event").asText(),
                GateJson.object().put("code", code).put("message", message),
                null);
    }

    private void answer(
            JsonNode request, String channel, String event, @Nullable ObjectNode error, @Nullable ObjectNode result) {
        ObjectNode answer = sockets.envelope(channel, event);
        if (request.has("id")) {
            answer.set("id", request.get("id"));
        }
        answer.set("error", error);
        answer.set("result", result);
        line.send(GateJson.text(answer));
    }
}
