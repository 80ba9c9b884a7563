package cab.infrastructure.exchange.transport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server on this machine that answers each address the way a test says, well or badly, and keeps what it was asked.
 */
public final class ScriptedExchange implements AutoCloseable {

    /**
     * What came in.
     *
     * @param method of HTTP
     * @param path with {@code /api/v4}
     * @param query as it was sent
     * @param headers names in lower case
     * @param body as it was sent
     */
    public record Request(String method, String path, String query, Map<String, String> headers, String body) {}

    /** What goes out. */
    public sealed interface Reply {

        record Answer(int status, String body, Map<String, String> headers) implements Reply {}

        /** Nothing, until the server ends. */
        record Silence() implements Reply {}

        /** The connection is reset. */
        record Reset() implements Reply {}

        /** These characters as they are, then the end of the connection. */
        record Raw(String text) implements Reply {}

        /** The head of an answer and a byte of its body, and nothing more. */
        record SlowDrip() implements Reply {}
    }

    private final ServerSocket server;
    private final Map<String, Function<Request, Reply>> script = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    public ScriptedExchange() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofPlatform().daemon().name("scripted-exchange").start(this::accept);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Answers {@code GET /spot/time} and the like from now on; a path may end in a star. */
    public void on(String request, Function<Request, Reply> reply) {
        script.put(request, reply);
    }

    public void on(String request, int status, String body) {
        on(request, asked -> json(status, body));
    }

    public static Reply json(int status, String body) {
        return new Reply.Answer(status, body, Map.of());
    }

    /** What was asked so far, each as {@code GET /spot/time}. */
    public List<String> asked() {
        return requests.stream()
                .map(request -> request.method() + " " + request.path().replace("/api/v4", ""))
                .toList();
    }

    public List<Request> requests(String request) {
        return requests.stream().filter(asked -> matches(request, asked)).toList();
    }

    @Override
    public void close() {
        end.countDown();
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                if (server.isClosed()) {
                    socket.close();
                }
                Thread.ofVirtual().name("scripted-connection").start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Request request = read(in); request != null && end.getCount() > 0; request = read(in)) {
                requests.add(request);
                if (!write(socket, replyTo(request))) {
                    return;
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The other side has ended, or the test has.
        }
    }

    private Reply replyTo(Request request) {
        return script.entrySet().stream()
                .filter(entry -> matches(entry.getKey(), request))
                .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
                .map(entry -> entry.getValue().apply(request))
                .orElseGet(() -> json(404, "{\"label\":\"NOT_SCRIPTED\",\"message\":\"" + request.path() + "\"}"));
    }

    private static boolean matches(String pattern, Request request) {
        String asked = request.method() + " " + request.path().replace("/api/v4", "");
        return pattern.endsWith("*")
                ? asked.startsWith(pattern.substring(0, pattern.length() - 1))
                : asked.equals(pattern);
    }

    /** Whether the connection goes on. */
    private boolean write(Socket socket, Reply reply) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        switch (reply) {
            case Reply.Answer(int status, String body, Map<String, String> headers) -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
                head.append("Content-Length: ").append(bytes.length).append("\r\n");
                new TreeMap<>(headers)
                        .forEach((name, value) ->
                                head.append(name).append(": ").append(value).append("\r\n"));
                out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
                out.write(bytes);
                out.flush();
                return true;
            }
            case Reply.Silence silence -> {
                end.await();
                return false;
            }
            case Reply.Reset reset -> {
                socket.setSoLinger(true, 0);
                return false;
            }
            case Reply.Raw(String text) -> {
                out.write(text.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                return false;
            }
            case Reply.SlowDrip drip -> {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                end.await();
                return false;
            }
        }
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String target = first.split(" ", -1)[1];
        int question = target.indexOf('?');
        return new Request(
                first.split(" ", -1)[0],
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers,
                body);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int character = in.read(); character >= 0 && character != '\n'; character = in.read()) {
            if (character != '\r') {
                line.append((char) character);
            }
        }
        return line.toString();
    }
}
