package cab.infrastructure.exchange.server.gateio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A customer on the streams of a {@link LocalGate}. */
final class LocalSocket implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalGate gate;
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    LocalSocket(LocalGate gate) {
        this.gate = gate;
        this.socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(gate.url().replace("http://", "ws://") + "/ws/v4/"), new Ear())
                .join();
    }

    private final class Ear implements WebSocket.Listener {

        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean isLast) {
            parts.append(text);
            if (isLast) {
                heard.add(parts.toString());
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            heard.add("{\"closed\":" + code + "}");
            return null;
        }
    }

    void say(String text) {
        var _ = socket.sendText(text, true).join();
    }

    /** Asks for a stream, and gives the answer. */
    JsonNode subscribe(String channel, String payload) {
        say("{\"time\":" + seconds() + ",\"id\":7,\"channel\":\"" + channel + "\",\"event\":\"subscribe\",\"payload\":"
                + payload + "}");
        return next();
    }

    /** The same, signed. */
    JsonNode subscribeSigned(String channel, String payload, String secret) {
        String sign = GateSignature.ofChannel(secret, channel, "subscribe", Long.toString(seconds()));
        say("{\"time\":" + seconds() + ",\"channel\":\"" + channel + "\",\"event\":\"subscribe\",\"payload\":" + payload
                + ",\"auth\":{\"method\":\"api_key\",\"KEY\":\"" + LocalGate.KEY + "\",\"SIGN\":\"" + sign + "\"}}");
        return next();
    }

    private long seconds() {
        return gate.venue().clock().millis() / 1_000;
    }

    JsonNode next() {
        try {
            String text = heard.poll(10, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing was told within ten seconds");
            }
            return JSON.readTree(text);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** The next update of {@code channel}; what comes before is passed over. */
    JsonNode nextOf(String channel) {
        while (true) {
            JsonNode message = next();
            if (message.path("channel").asText().equals(channel)
                    && message.path("event").asText().equals("update")) {
                return message.path("result");
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }
}
