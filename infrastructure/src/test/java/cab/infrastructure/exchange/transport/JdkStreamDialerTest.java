package cab.infrastructure.exchange.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real connections to a server on this machine. */
final class JdkStreamDialerTest {

    private final Javalin server = Javalin.create(config -> {
                config.startup.showJavalinBanner = false;
                config.routes.ws("/ws/v4/", socket -> {
                    socket.onMessage(message -> {
                        switch (message.message()) {
                            case "end" -> message.closeSession(4_001, "because");
                            case "flood" -> message.send("x".repeat(1_000_001));
                            case "long" -> message.send("y".repeat(900_000));
                            default -> message.send("echo of " + message.message());
                        }
                    });
                });
            })
            .start("127.0.0.1", 0);
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> heard = new ArrayBlockingQueue<>(1_000);
    private final StreamDialer.Listener listener = new StreamDialer.Listener() {
        @Override
        public void opened() {
            heard.add("opened");
        }

        @Override
        public void message(String text) {
            heard.add(text.length() > 100 ? "text of " + text.length() : text);
        }

        @Override
        public void ended(String cause) {
            heard.add("ended: " + cause);
        }
    };

    @AfterEach
    void end() {
        http.shutdownNow();
        Javalin _ = server.stop();
    }

    @Test
    void whatIsSentArrivesInOrderAndWhatComesIsHeardWhole() {
        StreamDialer.Link link = dial("/ws/v4/");
        for (int number = 0; number < 100; number++) {
            link.send("message " + number);
        }
        link.send("long");

        assertThat(next()).isEqualTo("opened");
        for (int number = 0; number < 100; number++) {
            assertThat(next()).isEqualTo("echo of message " + number);
        }
        assertThat(next()).isEqualTo("text of 900000");
        link.abort();
    }

    @Test
    void theOtherSidesEndIsHeard() {
        dial("/ws/v4/").send("end");

        assertThat(next()).isEqualTo("opened");
        assertThat(next()).isEqualTo("ended: the exchange closed the stream with status 4001");
    }

    @Test
    void aMessageWithoutMeasureEndsTheConnection() {
        dial("/ws/v4/").send("flood");

        assertThat(next()).isEqualTo("opened");
        assertThat(next()).startsWith("ended: ");
    }

    @Test
    void aServerThatIsNoStreamIsHeardAsAnEnd() {
        StreamDialer.Link link = dial("/elsewhere");

        assertThat(next()).startsWith("ended: no connection");
        link.abort();
    }

    @Test
    void aPortWithoutAServerIsHeardAsAnEnd() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        StreamDialer.Link link =
                new JdkStreamDialer(http, URI.create("ws://127.0.0.1:" + port + "/ws/v4/")).dial(listener);

        assertThat(next()).startsWith("ended: no connection");
        link.send("nobody hears it");
        assertThat(next()).startsWith("ended: nothing can be sent");
    }

    @Test
    void whatIsSentAfterAnAbortIsHeardAsAnEnd() {
        StreamDialer.Link link = dial("/ws/v4/");
        assertThat(next()).isEqualTo("opened");
        link.abort();

        link.send("too late");

        assertThat(next()).startsWith("ended: ");
    }

    private StreamDialer.Link dial(String path) {
        return new JdkStreamDialer(http, URI.create("ws://127.0.0.1:" + server.port() + path)).dial(listener);
    }

    private String next() {
        try {
            return Optional.ofNullable(heard.poll(10, TimeUnit.SECONDS)).orElseThrow();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
