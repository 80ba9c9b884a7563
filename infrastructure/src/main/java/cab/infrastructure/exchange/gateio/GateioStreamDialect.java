package cab.infrastructure.exchange.gateio;

import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.PlainText;
import cab.infrastructure.exchange.transport.ServerClock;
import cab.infrastructure.exchange.transport.StreamDialect;
import cab.infrastructure.exchange.transport.StreamTopic;
import cab.infrastructure.exchange.transport.WireTime;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** Gate.io's WebSocket v4: each private subscription is signed on its own. Thread-safe. */
final class GateioStreamDialect implements StreamDialect {

    private final Optional<GateioSigner> signer;
    private final ServerClock clock;

    GateioStreamDialect(Optional<GateioSigner> signer, ServerClock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public Optional<String> greeting() {
        return Optional.empty();
    }

    @Override
    public String request(StreamTopic topic, boolean isSubscription, long id) {
        String event = isSubscription ? "subscribe" : "unsubscribe";
        long seconds = seconds();
        ObjectNode request = Json.object()
                .put("time", seconds)
                .put("id", id)
                .put("channel", topic.channel())
                .put("event", event);
        ArrayNode payload = request.putArray("payload");
        topic.payload().forEach(payload::add);
        if (topic.isPrivate() && signer.isPresent()) {
            request.putObject("auth")
                    .put("method", "api_key")
                    .put("KEY", signer.get().key())
                    .put("SIGN", signer.get().ofSubscription(topic.channel(), event, seconds));
        }
        return request.toString();
    }

    @Override
    public String ping() {
        return Json.object().put("time", seconds()).put("channel", "spot.ping").toString();
    }

    private long seconds() {
        return Math.floorDiv(clock.millis(), 1_000);
    }

    @Override
    public Heard read(String text) {
        JsonNode message = Json.read(text.getBytes(StandardCharsets.UTF_8));
        String channel = Json.text(message, "channel");
        return switch (Json.textIfAny(message, "event").orElse("")) {
            case "update" -> new Heard.News(channel, WireTime.of(message, "time_ms", "time"), message.path("result"));
            case "subscribe" -> answer(channel, message);
            default -> channel.equals("spot.pong") ? new Heard.Pong() : new Heard.Nothing();
        };
    }

    private static Heard answer(String channel, JsonNode message) {
        JsonNode error = message.path("error");
        if (error.isObject()) {
            return new Heard.Refused("subscription to " + PlainText.of(channel) + " refused: "
                    + PlainText.of(error.path("message").asText()));
        }
        return new Heard.Subscribed(
                message.has("id") ? OptionalLong.of(message.path("id").asLong()) : OptionalLong.empty(),
                Optional.of(channel));
    }
}
