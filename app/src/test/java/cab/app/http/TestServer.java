package cab.app.http;

import cab.application.monitoring.ComponentHealth;
import cab.application.monitoring.HealthReport;
import cab.application.monitoring.OrchestratorHealth;
import cab.application.port.Dust;
import cab.application.port.Mailbox;
import cab.application.port.StorageException;
import cab.application.port.TradeHistory;
import cab.application.testing.CycleBench;
import cab.application.testing.Fixtures;
import cab.application.trading.Orchestrator;
import cab.application.trading.OrchestratorState;
import cab.application.trading.Orchestrators;
import cab.domain.market.Symbol;
import cab.domain.order.BotId;
import cab.domain.order.Fill;
import cab.domain.position.RealisedTrade;
import cab.domain.strategy.Strategies;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** A server on a port of its own with a running cycle of BTC/USDT behind it, and ETH/USDT that never answers. */
final class TestServer implements AutoCloseable {

    static final String TOKEN = "a-token-of-thirty-two-characters-or-more";
    static final Symbol BTC = Fixtures.BTC_USDT;
    static final Symbol ETH = Symbol.of("ETH/USDT");

    final CycleBench bench = CycleBench.running();
    final List<Fill> fills = new ArrayList<>();
    final List<RealisedTrade> realised = new ArrayList<>();
    final AtomicLong nanoTime = new AtomicLong();
    final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ComponentHealth database = ComponentHealth.up(Duration.ofNanos(276_400));
    OrchestratorState state = OrchestratorState.RUNNING;
    boolean isStorageBroken;

    TestServer() {
        this(Optional.of(TOKEN));
    }

    TestServer(Optional<String> token) {
        this(new ListenAddress("127.0.0.1", 0), token);
    }

    TestServer(ListenAddress address, Optional<String> token) {
        this(address, token, BacktestDesk.closed());
    }

    TestServer(ListenAddress address, Optional<String> token, BacktestDesk backtests) {
        Orchestrators orchestrators = new Orchestrators(List.of(
                new Orchestrator(Fixtures.BOT, BTC, bench.mailbox, bench.cycle),
                new Orchestrator(new BotId("eth"), ETH, new SilentMailbox(), bench.cycle)));
        server = new HttpServer(
                address,
                token.map(BearerToken::new),
                new HttpServices(
                        orchestrators,
                        new History(),
                        this::health,
                        bench.time,
                        new StrategyChoice(Strategies.all(), List.of("ema_cross"), "first"),
                        backtests),
                new HttpLimits(Duration.ofMillis(300), Duration.ofMillis(500)),
                nanoTime::get);
        server.start();
    }

    private HealthReport health() {
        TreeMap<Symbol, OrchestratorHealth> orchestrators = new TreeMap<>();
        orchestrators.put(
                BTC, OrchestratorHealth.of(Duration.ofMillis(1_500), Optional.of(state), Duration.ofSeconds(10)));
        return new HealthReport(
                database,
                ComponentHealth.up(),
                ComponentHealth.up(),
                orchestrators,
                ComponentHealth.up(),
                ComponentHealth.degraded("no source"),
                ComponentHealth.up(),
                "0.1.0");
    }

    /** An answer. */
    record Answer(int status, HttpResponse<String> response) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(response.body());
            } catch (IOException notJson) {
                throw new AssertionError("must be JSON, was: " + response.body(), notJson);
            }
        }

        String errorCode() {
            return json().path("error").path("code").asText();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /** With the right token. */
    Answer post(String path) {
        return send("POST", path, "", "Authorization", "Bearer " + TOKEN);
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(method + " " + path + " must be answered", failed);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    /** Takes everything and never gets to it, like that of an orchestrator that hangs. */
    private static final class SilentMailbox implements Mailbox {

        @Override
        public boolean offer(Runnable message) {
            return true;
        }

        @Override
        public void answer(Runnable reply) {}
    }

    private final class History implements TradeHistory {

        @Override
        public List<RealisedTrade> realised(Optional<Symbol> symbol, Instant from, Instant to) {
            if (isStorageBroken) {
                throw new StorageException("disk of /secret/path is gone", new IOException("gone"));
            }
            return List.copyOf(realised);
        }

        @Override
        public List<Fill> fills(Optional<Symbol> symbol, Instant from, Instant to) {
            return List.copyOf(fills);
        }

        @Override
        public int orders(Optional<Symbol> symbol, Instant from, Instant to) {
            return fills.size();
        }

        @Override
        public List<Dust> dust(Optional<Symbol> symbol) {
            return List.of();
        }

        @Override
        public Optional<Instant> latestFillAt() {
            return fills.isEmpty()
                    ? Optional.empty()
                    : Optional.of(fills.getLast().at());
        }
    }
}
