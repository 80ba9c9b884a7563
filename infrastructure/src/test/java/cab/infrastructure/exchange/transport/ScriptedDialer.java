package cab.infrastructure.exchange.transport;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Connections of a stream that do what a test says. */
public final class ScriptedDialer implements StreamDialer {

    private final List<Link> links = new CopyOnWriteArrayList<>();

    @Override
    public Link dial(Listener listener) {
        Link link = new Link(listener);
        links.add(link);
        return link;
    }

    public List<Link> links() {
        return links;
    }

    public Link last() {
        return links.getLast();
    }

    /** One connection. */
    public static final class Link implements StreamDialer.Link {

        private final Listener listener;
        private final List<String> sent = new CopyOnWriteArrayList<>();
        private volatile boolean aborted;

        private Link(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void send(String text) {
            sent.add(text);
        }

        @Override
        public void abort() {
            aborted = true;
        }

        public Listener listener() {
            return listener;
        }

        public List<String> sent() {
            return sent;
        }

        public boolean aborted() {
            return aborted;
        }

        public void open() {
            listener.opened();
            acknowledge();
        }

        /** Answers every subscription well. */
        public void acknowledge() {
            for (String text : sent) {
                JsonNode request = Json.read(text.getBytes(StandardCharsets.UTF_8));
                if (request.path("event").asText().equals("subscribe")) {
                    listener.message(
                            "{\"time\":1,\"id\":" + request.path("id") + ",\"channel\":" + request.path("channel")
                                    + ",\"event\":\"subscribe\",\"error\":null,\"result\":{\"status\":\"success\"}}");
                }
            }
        }

        /** Tells {@code result} as news of {@code channel}. */
        public void tell(String channel, String result) {
            listener.message("{\"time_ms\":" + System.currentTimeMillis() + ",\"channel\":\"" + channel
                    + "\",\"event\":\"update\",\"result\":" + result + "}");
        }
    }
}
