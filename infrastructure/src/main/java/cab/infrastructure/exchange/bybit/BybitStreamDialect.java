package cab.infrastructure.exchange.bybit;

import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.PlainText;
import cab.infrastructure.exchange.transport.ServerClock;
import cab.infrastructure.exchange.transport.StreamDialect;
import cab.infrastructure.exchange.transport.StreamTopic;
import cab.infrastructure.exchange.transport.WireTime;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** Bybit's WebSocket V5, of the market or, behind a login, of the account. Thread-safe. */
final class BybitStreamDialect implements StreamDialect {

    /** How long a login may take to arrive. */
    private static final long LOGIN_MS = 10_000;

    private final Optional<BybitSigner> signer;
    private final ServerClock clock;

    private BybitStreamDialect(Optional<BybitSigner> signer, ServerClock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    static BybitStreamDialect ofMarket(ServerClock clock) {
        return new BybitStreamDialect(Optional.empty(), clock);
    }

    static BybitStreamDialect ofAccount(BybitSigner signer, ServerClock clock) {
        return new BybitStreamDialect(Optional.of(signer), clock);
    }

    @Override
    public Optional<String> greeting() {
        return signer.map(with -> {
            long expiresMs = clock.millis() + LOGIN_MS;
            var login = Json.object().put("req_id", "login").put("op", "auth");
            login.putArray("args").add(with.key()).add(expiresMs).add(with.ofLogin(expiresMs));
            return login.toString();
        });
    }

    @Override
    public String request(StreamTopic topic, boolean isSubscription, long id) {
        var request =
                Json.object().put("req_id", Long.toString(id)).put("op", isSubscription ? "subscribe" : "unsubscribe");
        request.putArray("args").add(topic.channel());
        return request.toString();
    }

    @Override
    public String ping() {
        return Json.object().put("req_id", "ping").put("op", "ping").toString();
    }

    @Override
    public Heard read(String text) {
        JsonNode message = Json.read(text.getBytes(StandardCharsets.UTF_8));
        Optional<String> topic = Json.textIfAny(message, "topic");
        if (topic.isPresent()) {
            return new Heard.News(topic.get(), WireTime.of(message, "ts", "creationTime"), message.path("data"));
        }
        String operation = Json.textIfAny(message, "op").orElse("");
        boolean isPong = operation.equals("pong")
                || Json.textIfAny(message, "ret_msg").orElse("").equals("pong");
        if (isPong) {
            return new Heard.Pong();
        }
        if (!message.path("success").asBoolean(true)) {
            return new Heard.Refused(PlainText.of(operation) + " refused: "
                    + PlainText.of(Json.textIfAny(message, "ret_msg").orElse("without a word")));
        }
        return switch (operation) {
            case "auth" -> new Heard.Welcome();
            case "subscribe" -> new Heard.Subscribed(idOf(message), Optional.empty());
            default -> new Heard.Nothing();
        };
    }

    private static OptionalLong idOf(JsonNode message) {
        return Json.wholeIfAny(Json.textIfAny(message, "req_id"));
    }
}
