package cab.infrastructure.exchange.server.bybit;

import cab.domain.market.Symbol;
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

/** One customer on a stream: hears what it asks for, and answers. Thread-safe. */
final class BybitSocket implements SocketFace.Listener {

    private static final int TOPICS_MAX = 500;
    private static final Set<String> OF_ACCOUNT = Set.of("order", "execution", "wallet");

    private final BybitSockets sockets;
    private final BybitWorld world;
    private final SocketLine line;
    private final boolean isPrivate;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> topics = ConcurrentHashMap.newKeySet();
    private volatile Optional<ApiKey> owner = Optional.empty();

    BybitSocket(BybitSockets sockets, BybitWorld world, SocketLine line, boolean isPrivate) {
        this.sockets = sockets;
        this.world = world;
        this.line = line;
        this.isPrivate = isPrivate;
    }

    Optional<ApiKey> owner() {
        return owner;
    }

    boolean listensTo(String topic) {
        return topics.contains(topic);
    }

    /**
     * Does {@code telling} if this customer listens to it: behind the answer to its subscription, and nothing missed.
     */
    void ifListening(String topic, Runnable telling) {
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

    @Override
    public void onClosed() {
        topics.clear();
        sockets.forget(this);
    }

    @Override
    public void onText(String text) {
        JsonNode request;
        try {
            request = BybitJson.parsed(text.getBytes(StandardCharsets.UTF_8));
        } catch (BybitError malformed) {
            answer(BybitJson.object(), "", false, malformed.message());
            return;
        }
        String operation = request.path("op").asText();
        switch (operation) {
            case "ping" -> pong(request);
            case "auth" -> login(request);
            case "subscribe", "unsubscribe" -> change(request, operation);
            default -> answer(request, operation, false, "error:invalid op");
        }
    }

    private void pong(JsonNode request) {
        if (isPrivate) {
            ObjectNode pong = BybitJson.object().put("op", "pong");
            pong.putArray("args").add(Long.toString(world.nowMs()));
            line.send(BybitJson.text(pong));
        } else {
            answer(request, "ping", true, "pong");
        }
    }

    private void login(JsonNode request) {
        JsonNode args = request.path("args");
        long expiresMs = args.path(1).asLong();
        Optional<ApiKey> key = world.key(args.path(0).asText())
                .filter(known -> BybitSignature.matches(
                        BybitSignature.of(known.secret().reveal(), "GET/realtime" + expiresMs),
                        args.path(2).asText()))
                .filter(known -> world.times().stream().anyMatch(time -> time.millis() < expiresMs));
        if (isPrivate && key.isPresent()) {
            owner = key;
            answer(request, "auth", true, "");
        } else {
            answer(request, "auth", false, "Params Error");
        }
    }

    private void change(JsonNode request, String operation) {
        Optional<List<String>> wanted = wanted(request.path("args"));
        boolean begins = operation.equals("subscribe");
        if (wanted.isEmpty() || (begins && topics.size() + wanted.get().size() > TOPICS_MAX)) {
            answer(request, operation, false, "error:handler not found");
            return;
        }
        lock.lock();
        try {
            if (begins) {
                topics.addAll(wanted.get());
            } else {
                wanted.get().forEach(topics::remove);
            }
            answer(request, operation, true, "");
        } finally {
            lock.unlock();
        }
        if (begins && !isPrivate) {
            wanted.get().forEach(sockets::watch);
        }
    }

    /** What is named; empty when something of it is unknown here. */
    private Optional<List<String>> wanted(JsonNode names) {
        List<String> wanted = new ArrayList<>();
        for (JsonNode each : names) {
            String name = each.asText();
            if (isPrivate ? owner.isEmpty() || !OF_ACCOUNT.contains(name) : !isKnown(name)) {
                return Optional.empty();
            }
            wanted.add(name);
        }
        return wanted.isEmpty() ? Optional.empty() : Optional.of(wanted);
    }

    private boolean isKnown(String name) {
        try {
            Symbol symbol = world.board(BybitTopic.of(name).pair()).instrument().symbol();
            return name.endsWith(BybitWorld.pairOf(symbol));
        } catch (BybitError unknown) {
            return false;
        }
    }

    private void answer(JsonNode request, String operation, boolean isGranted, String message) {
        ObjectNode answer = BybitJson.object().put("success", isGranted).put("ret_msg", message);
        if (request.has("req_id")) {
            answer.set("req_id", request.get("req_id"));
        }
        line.send(BybitJson.text(answer.put("op", operation)));
    }
}
