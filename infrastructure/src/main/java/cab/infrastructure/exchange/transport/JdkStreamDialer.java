package cab.infrastructure.exchange.transport;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Connections by the WebSocket client of the JDK, which takes one message at a time and answers pings itself. */
public final class JdkStreamDialer implements StreamDialer {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(8);
    private static final int MESSAGE_LENGTH_MAX = 1_000_000;

    private final HttpClient http;
    private final URI url;

    public JdkStreamDialer(HttpClient http, URI url) {
        this.http = http;
        this.url = url;
    }

    @Override
    public Link dial(Listener listener) {
        Connection connection = new Connection(listener);
        CompletableFuture<WebSocket> dialled =
                http.newWebSocketBuilder().connectTimeout(CONNECT_MAX).buildAsync(url, connection);
        connection.follow(dialled);
        return connection;
    }

    private static final class Connection implements Link, WebSocket.Listener {

        private final Listener listener;
        private final StringBuilder message = new StringBuilder();
        private final ReentrantLock lock = new ReentrantLock();
        private CompletableFuture<WebSocket> sending = new CompletableFuture<>();

        private Connection(Listener listener) {
            this.listener = listener;
        }

        private void follow(CompletableFuture<WebSocket> dialled) {
            lock.lock();
            try {
                sending = dialled;
            } finally {
                lock.unlock();
            }
            var _ = dialled.whenComplete((opened, failure) -> {
                if (failure != null) {
                    listener.ended("no connection: " + nameOf(failure));
                }
            });
        }

        @Override
        public void send(String text) {
            lock.lock();
            try {
                sending = sending.thenCompose(webSocket -> webSocket.sendText(text, true));
                var _ = sending.whenComplete((sent, failure) -> {
                    if (failure != null) {
                        listener.ended("nothing can be sent: " + nameOf(failure));
                    }
                });
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void abort() {
            lock.lock();
            try {
                var _ = sending.thenAccept(WebSocket::abort);
                boolean cancelled = sending.cancel(true);
                assert cancelled || sending.isDone();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void onOpen(WebSocket webSocket) {
            listener.opened();
            webSocket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            if (message.length() + part.length() > MESSAGE_LENGTH_MAX) {
                webSocket.abort();
                listener.ended("a message is longer than " + MESSAGE_LENGTH_MAX + " characters");
                return null;
            }
            message.append(part);
            if (last) {
                String whole = message.toString();
                message.setLength(0);
                listener.message(whole);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
            listener.ended("the exchange closed the stream with status " + status);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable failure) {
            listener.ended("the stream broke: " + nameOf(failure));
        }

        private static String nameOf(Throwable failure) {
            Throwable cause = failure.getCause();
            return (cause == null ? failure : cause).getClass().getSimpleName();
        }
    }
}
