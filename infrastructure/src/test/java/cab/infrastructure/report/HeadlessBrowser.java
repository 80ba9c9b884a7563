package cab.infrastructure.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chromium without a screen, spoken to by its own protocol. Owned by one thread. */
final class HeadlessBrowser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MESSAGES_MAX = 10_000;
    private static final int MESSAGE_PART_MAX = 16;

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>(MESSAGES_MAX);
    private final List<String> complaints = new ArrayList<>();
    private final WebSocket socket;
    private String session = "";
    private int calls;

    private HeadlessBrowser(Path program, Path profile) throws IOException {
        this.process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        this.socket = client.newWebSocketBuilder()
                .buildAsync(address(), new Listener(messages))
                .join();
    }

    /** The first of the usual names that is on the path. */
    static Optional<Path> installed() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> Stream.of(path.split(File.pathSeparator, -1))
                        .filter(directory -> !directory.isEmpty())
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static HeadlessBrowser start(Path program, Path profile) throws IOException {
        return new HeadlessBrowser(program, profile);
    }

    private URI address() throws IOException {
        BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            int at = line.indexOf("ws://");
            if (line.startsWith("DevTools listening") && at > 0) {
                return URI.create(line.substring(at).strip());
            }
        }
        throw new IOException("the browser ended before it listened");
    }

    /** Opens a page in a window of this width, light or dark, and waits until it is there. */
    void open(URI page, int width, boolean dark) throws InterruptedException {
        String target = call("Target.createTarget", arguments().put("url", "about:blank"))
                .path("targetId")
                .asText();
        session = "";
        session = call(
                        "Target.attachToTarget",
                        arguments().put("targetId", target).put("flatten", true))
                .path("sessionId")
                .asText();
        tell("Runtime.enable", arguments());
        tell("Log.enable", arguments());
        tell("Page.enable", arguments());
        ObjectNode look = arguments().put("media", "screen");
        look.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light");
        tell("Emulation.setEmulatedMedia", look);
        tell(
                "Emulation.setDeviceMetricsOverride",
                arguments()
                        .put("width", width)
                        .put("height", 900)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 600));
        tell("Page.navigate", arguments().put("url", page.toString()));
        String ready = "new Promise(done => { const look = () => document.readyState === 'complete'"
                + " && location.href !== 'about:blank' ? requestAnimationFrame(() => requestAnimationFrame(() => done(true)))"
                + " : setTimeout(look, 20); look(); })";
        String _ = evaluate(ready);
    }

    /** What the expression comes to, as text. */
    String evaluate(String expression) throws InterruptedException {
        JsonNode answer = call(
                "Runtime.evaluate",
                arguments()
                        .put("expression", expression)
                        .put("awaitPromise", true)
                        .put("returnByValue", true));
        if (answer.has("exceptionDetails")) {
            complaints.add(answer.path("exceptionDetails").toString());
        }
        return answer.path("result").path("value").asText();
    }

    byte[] screenshot() throws InterruptedException {
        JsonNode answer =
                call("Page.captureScreenshot", arguments().put("format", "png").put("captureBeyondViewport", true));
        return Base64.getDecoder().decode(answer.path("data").asText());
    }

    /** Errors and warnings of the console, faults of scripts, and everything that the policy forbade. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Asks for something that has no answer worth reading. */
    private void tell(String method, ObjectNode arguments) throws InterruptedException {
        JsonNode _ = call(method, arguments);
    }

    private JsonNode call(String method, ObjectNode arguments) throws InterruptedException {
        int number = ++calls;
        ObjectNode message = arguments();
        message.put("id", number).put("method", method).set("params", arguments);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        socket.sendText(message.toString(), true).join();
        while (true) {
            JsonNode heard = next();
            if (heard.path("id").asInt() == number) {
                if (heard.has("error")) {
                    throw new IllegalStateException(method + ": " + heard.path("error"));
                }
                return heard.path("result");
            }
            note(heard);
        }
    }

    private JsonNode next() throws InterruptedException {
        String text = messages.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (text == null) {
            throw new IllegalStateException("the browser said nothing for " + PATIENCE);
        }
        try {
            return JSON.readTree(text);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the browser said what is no JSON", unreadable);
        }
    }

    private void note(JsonNode event) {
        JsonNode told = event.path("params");
        boolean complains = switch (event.path("method").asText()) {
            case "Runtime.exceptionThrown" -> true;
            case "Runtime.consoleAPICalled" ->
                List.of("error", "warning", "assert").contains(told.path("type").asText());
            case "Log.entryAdded" ->
                List.of("error", "warning")
                        .contains(told.path("entry").path("level").asText());
            default -> false;
        };
        if (complains) {
            complaints.add(told.toString());
        }
    }

    private static ObjectNode arguments() {
        return JSON.createObjectNode();
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly()
                .onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Puts whole messages into a queue. Called by one thread at a time. */
    private static final class Listener implements WebSocket.Listener {

        private final BlockingQueue<String> messages;
        private final StringBuilder part = new StringBuilder(MESSAGE_PART_MAX);

        Listener(BlockingQueue<String> messages) {
            this.messages = messages;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
