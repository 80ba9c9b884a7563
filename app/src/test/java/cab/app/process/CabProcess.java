package cab.app.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One process of the program, with its output read line by line. Owned by one thread. */
final class CabProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String END = "\0";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private CabProcess(Process process) {
        this.process = process;
        Thread _ = Thread.ofVirtual().start(this::read);
    }

    /** Starts the jar in {@code folder} with nothing set but {@code environment}. */
    static CabProcess start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        String learnt = System.getProperty("cab.aot", "");
        if (!learnt.isEmpty()) {
            command.add("-XX:AOTCache=" + learnt);
        }
        command.addAll(List.of("-jar", System.getProperty("cab.jar")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(environment);
        return new CabProcess(builder.start());
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        } finally {
            lines.add(END);
        }
    }

    /** The next line that {@code wanted} accepts; fails with all that was said when none comes. */
    String awaitLine(String what, Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError(what + " was not said; said was:\n" + String.join("\n", seen));
            }
            seen.add(line);
            if (wanted.test(line)) {
                return line;
            }
        }
    }

    /** All lines up to the one that {@code wanted} accepts; see {@link #awaitLine}. */
    List<String> seenUntil(String what, Predicate<String> wanted) throws InterruptedException {
        int from = seen.size();
        String _ = awaitLine(what, wanted);
        return List.copyOf(seen.subList(from, seen.size()));
    }

    /** The address of the status page, from the line that names it. */
    String url() throws InterruptedException {
        String line = awaitLine("the status page", said -> said.contains("status page: "));
        String from = line.substring(line.indexOf("http"));
        return from.substring(0, from.indexOf("/ "));
    }

    static String get(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .timeout(PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    static String post(String url, String token) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .timeout(PATIENCE)
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to end, as Ctrl-C and service managers do, and returns its exit code. */
    int terminate() throws InterruptedException {
        // Not by the process object: that would close its output as well.
        boolean _ = process.toHandle().destroy();
        return exitCode();
    }

    /** Lets it run for that long; true when it ended by itself meanwhile. */
    boolean endsWithin(long milliseconds) throws InterruptedException {
        return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Ends it at once, as kill -9 does. */
    void kill() throws InterruptedException {
        boolean _ = process.toHandle().destroyForcibly();
        int _ = exitCode();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the process did not end; said was:\n" + String.join("\n", seen));
        }
        return process.exitValue();
    }

    /** Everything it said and has not been asked for yet, up to its end. */
    String rest() throws InterruptedException {
        StringBuilder rest = new StringBuilder();
        for (String line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                line != null && !line.equals(END);
                line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            rest.append(line).append('\n');
        }
        return rest.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
