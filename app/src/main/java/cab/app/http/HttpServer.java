package cab.app.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP interface. Every route stands in one table with the role it needs; what is not in the table is answered with
 * 404. Requests wait for others for two seconds at most. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int CONNECTIONS_MAX = 256;
    private static final int HEADER_BYTES_MAX = 8 * 1024;
    private static final Duration IDLE_MAX = Duration.ofSeconds(15);

    private final ListenAddress address;
    private final HttpLimits limits;
    private final ListenPort port;
    private final Gate gate;
    private final List<Route> routes;
    private final Javalin javalin;

    /**
     * Takes the port; nobody is answered before {@link #start}.
     *
     * @param token what an operator must show; without it nothing can be changed
     * @throws CannotListen when the port is taken, the address is not one of this machine, or the token is too short
     */
    public HttpServer(ListenAddress address, Optional<BearerToken> token, HttpServices services) {
        this(address, token, services, HttpLimits.usual(), System::nanoTime);
    }

    HttpServer(
            ListenAddress address,
            Optional<BearerToken> token,
            HttpServices services,
            HttpLimits limits,
            LongSupplier nanoTime) {
        this.address = address;
        this.limits = limits;
        requireTokenBeyondLoopback(address, token);
        this.port = ListenPort.open(address);
        this.gate = new Gate(address, token, new WrongTokens(nanoTime));
        this.routes = routes(services, new Answers(limits.answer()));
        this.javalin = Javalin.create(this::configure);
    }

    private static void requireTokenBeyondLoopback(ListenAddress address, Optional<BearerToken> token) {
        if (!address.isLoopback()
                && !token.map(BearerToken::isLongEnoughBeyondLoopback).orElse(false)) {
            throw new CannotListen("API_TOKEN: needed to listen beyond this machine (got "
                    + (token.isEmpty() ? "nothing" : "a shorter one") + "; expected at least "
                    + BearerToken.LENGTH_MIN_BEYOND_LOOPBACK + " random characters, or API_HOST=127.0.0.1)");
        }
    }

    private static List<Route> routes(HttpServices services, Answers answers) {
        return Stream.of(
                        new HealthRoutes(services.health(), answers).routes(),
                        new OrchestratorRoutes(services.orchestrators(), answers).routes(),
                        new ReportRoutes(services.orchestrators(), services.history(), services.marketTime(), answers)
                                .routes(),
                        new StrategyRoutes(services.strategies()).routes(),
                        new BacktestRoutes(services.backtests(), answers).routes(),
                        new PageRoutes().routes())
                .flatMap(List::stream)
                .toList();
    }

    /** The table. */
    List<Route> routes() {
        return routes;
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.jetty.addConnector((server, _) -> connector(server));
        config.jetty.modifyServer(server -> {
            server.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, server));
            server.setErrorHandler(new PlainErrors());
        });
        config.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(new PlainErrors()));
        config.routes.before(request -> {
            Gate.protect(request);
            gate.admitHost(request);
        });
        routes.forEach(route -> add(config, route));
        config.routes.exception(ApiError.class, HttpServer::answer);
        config.routes.exception(HttpResponseException.class, (fault, request) -> {
            allow(request, fault.getStatus());
            answer(ApiError.ofStatus(fault.getStatus()), request);
        });
        config.routes.exception(Exception.class, HttpServer::answerFault);
    }

    private void add(JavalinConfig config, Route route) {
        Stream.of(route.method(), HandlerType.HEAD)
                .filter(method ->
                        method.equals(route.method()) || route.method().equals(HandlerType.GET))
                .forEach(method -> config.routes.addHttpHandler(method, route.path(), request -> {
                    gate.admit(request, route.role());
                    route.handler().handle(request);
                }));
    }

    private ServerConnector connector(Server server) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES_MAX);
        // By default a connection remembers header values without regard to case, tokens among them.
        http.setHeaderCacheCaseSensitive(true);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setIdleTimeout(IDLE_MAX.toMillis());
        connector.addBean(new SlowConnections(connector.getScheduler(), limits.request()));
        try {
            connector.open(port.channel());
        } catch (IOException impossible) {
            throw new UncheckedIOException("a port that is open can be listened on", impossible);
        }
        return connector;
    }

    private void allow(Context request, int status) {
        if (status == 405) {
            TreeSet<String> possible = new TreeSet<>();
            routes.stream().filter(route -> route.isAt(request.path())).forEach(route -> {
                possible.add(route.method().name());
                if (route.method().equals(HandlerType.GET)) {
                    possible.add(HandlerType.HEAD.name());
                }
            });
            request.header("Allow", String.join(", ", possible));
        }
    }

    private static void answer(ApiError error, Context request) {
        if (error.status() == 401) {
            request.header("WWW-Authenticate", "Bearer");
        }
        Json.answer(request, error.status(), error.body());
    }

    /** A fault of the program: the log has all of it, the caller a name to find it by. */
    private static void answerFault(Exception fault, Context request) {
        String id = UUID.randomUUID().toString();
        LOG.error("request failed id={} method={} path={}", id, request.method(), request.path(), fault);
        answer(new ApiError(500, "internal", "internal fault; the log has more under " + id), request);
    }

    /** Answers from now on. */
    public void start() {
        Javalin _ = javalin.start();
    }

    /** The port it listens on; with port 0 the one that was free. */
    public int port() {
        return port.number();
    }

    /** Where to point a browser. */
    public String url() {
        return address.shown(port());
    }

    /** Takes nothing more and ends what is under way. */
    @Override
    public void close() {
        Javalin _ = javalin.stop();
        port.close();
    }
}
