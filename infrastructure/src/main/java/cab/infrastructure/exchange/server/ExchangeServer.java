package cab.infrastructure.exchange.server;

import cab.infrastructure.exchange.live.ExchangeIdentity;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsHandlerType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries requests to the face of an exchange. Connections, headers and bodies are bounded; what goes wrong inside is
 * answered and logged. Thread-safe.
 */
public final class ExchangeServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeServer.class);
    private static final int CONNECTIONS_MAX = 512;
    private static final int WAITING_MAX = 128;
    private static final int HEADER_BYTES_MAX = 16 * 1024;
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final Duration IDLE_MAX = Duration.ofSeconds(60);
    private static final Duration SOCKET_IDLE_MAX = Duration.ofMinutes(2);
    private static final long PING_SECONDS = 20;
    private static final List<HandlerType> METHODS =
            List.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.PATCH, HandlerType.DELETE);

    private final List<ExchangeFace> faces;
    private final Optional<TruthFace> truth;
    private final Map<ExchangeFace, Troubles> troubles = new LinkedHashMap<>();
    private final Map<String, SocketFace.Listener> connected = new ConcurrentHashMap<>();
    private final InetSocketAddress address;
    private final ServerSocketChannel channel;
    private final Javalin javalin;

    /** A server on whose way nothing goes wrong, and which shows no truth. */
    public ExchangeServer(InetSocketAddress address, ExchangeFace face) throws IOException {
        this(address, List.of(face), Optional.empty(), WireFaults.none());
    }

    /**
     * Takes the port; nobody is answered before {@link #start}.
     *
     * @param address where to listen; port 0 for any that is free
     * @param faces how it looks, each below a prefix of its own; the first answers where no prefix does
     * @param truth shown to this machine alone
     * @param faults between customers and exchange
     * @throws IOException when it cannot be taken
     */
    public ExchangeServer(
            InetSocketAddress address, List<ExchangeFace> faces, Optional<TruthFace> truth, WireFaults faults)
            throws IOException {
        this.faces = List.copyOf(faces);
        this.truth = truth;
        this.faces.forEach(face -> troubles.put(face, new Troubles(face, faults, System::nanoTime)));
        this.channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, WAITING_MAX);
            this.address = (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException taken) {
            channel.close();
            throw taken;
        }
        this.javalin = Javalin.create(this::configure);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.addConnector((server, _) -> connector(server));
        config.jetty.modifyServer(server -> server.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, server)));
        for (ExchangeFace face : faces) {
            for (HandlerType method : METHODS) {
                config.routes.addHttpHandler(method, face.prefix() + "/*", context -> serve(face, context));
            }
            for (SocketFace sockets : face.sockets()) {
                config.routes.addWsHandler(
                        WsHandlerType.WEBSOCKET, sockets.path(), socket -> configureSocket(sockets, socket));
            }
        }
        config.routes.addHttpHandler(HandlerType.GET, "/truth/{account}", this::tellTruth);
        config.routes.addHttpHandler(HandlerType.PUT, "/faults", this::changeFaults);
        config.routes.addHttpHandler(
                HandlerType.GET,
                ExchangeIdentity.PATH,
                context -> write(context, WireReply.json(200, ExchangeIdentity.SIMULATED, Map.of())));
        config.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setMaxTextMessageSize(BODY_BYTES_MAX);
            factory.setIdleTimeout(SOCKET_IDLE_MAX);
        });
        // The connection is gone on purpose: there is nobody to answer.
        config.routes.exception(
                IOException.class, (gone, request) -> LOG.debug("not answered cause={}", gone.toString()));
        config.routes.exception(Exception.class, (fault, request) -> {
            LOG.error("request failed method={} path={}", request.method(), request.path(), fault);
            write(
                    request,
                    WireReply.json(
                            500, "{\"label\":\"SERVER_ERROR\",\"message\":\"Internal server error\"}", Map.of()));
        });
    }

    private void configureSocket(SocketFace sockets, WsConfig socket) {
        socket.onConnect(context -> {
            context.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
            connected.put(context.sessionId(), sockets.open(new JettyLine(context.session)));
        });
        socket.onMessage(context -> {
            SocketFace.Listener customer = connected.get(context.sessionId());
            if (customer != null) {
                customer.onText(context.message());
            }
        });
        socket.onClose(context -> {
            SocketFace.Listener customer = connected.remove(context.sessionId());
            if (customer != null) {
                customer.onClosed();
            }
        });
    }

    private void tellTruth(Context context) throws IOException {
        Optional<String> told =
                isNear(context) ? truth.flatMap(known -> known.of(context.pathParam("account"))) : Optional.empty();
        write(
                context,
                told.map(document -> WireReply.json(200, document, Map.of())).orElseGet(ExchangeServer::notFound));
    }

    /** Who may see the truth may also say what goes wrong from now on. */
    private void changeFaults(Context context) throws IOException {
        if (truth.isEmpty() || !isNear(context)) {
            write(context, notFound());
            return;
        }
        byte[] spec = context.req().getInputStream().readNBytes(BODY_BYTES_MAX);
        try {
            troubles.values().forEach(each -> each.change(new String(spec, StandardCharsets.UTF_8)));
            write(context, WireReply.json(200, "{}", Map.of()));
        } catch (IllegalArgumentException wrong) {
            context.status(400).contentType("text/plain").result(String.valueOf(wrong.getMessage()));
        }
    }

    private static boolean isNear(Context context) throws IOException {
        return InetAddress.getByName(context.req().getRemoteAddr()).isLoopbackAddress();
    }

    private static WireReply notFound() {
        return WireReply.json(404, "{\"label\":\"NOT_FOUND\"}", Map.of());
    }

    private ServerConnector connector(Server server) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES_MAX);
        http.setHeaderCacheCaseSensitive(true);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setIdleTimeout(IDLE_MAX.toMillis());
        try {
            connector.open(channel);
        } catch (IOException impossible) {
            throw new IllegalStateException("a port that is open can be listened on", impossible);
        }
        return connector;
    }

    private void serve(ExchangeFace face, Context context) throws IOException {
        Optional<WireRequest> request = read(context);
        if (request.isEmpty()) {
            write(
                    context,
                    WireReply.json(
                            413, "{\"label\":\"BAD_REQUEST\",\"message\":\"Request body is too long\"}", Map.of()));
            return;
        }
        Objects.requireNonNull(troubles.get(face)).serve(request.get(), context, reply -> write(context, reply));
    }

    /** Empty when the body is too long. */
    private static Optional<WireRequest> read(Context context) throws IOException {
        byte[] body = context.req().getInputStream().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(context.req().getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), context.req().getHeader(name));
        }
        return Optional.of(new WireRequest(
                context.method().name(),
                context.req().getRequestURI(),
                Optional.ofNullable(context.queryString()).orElse(""),
                headers,
                WireBody.of(body),
                context.req().getRemoteAddr(),
                Duration.ZERO));
    }

    private static void write(Context context, WireReply reply) {
        context.status(reply.status());
        context.contentType(reply.contentType());
        reply.headers().forEach(context::header);
        context.result(reply.body().bytes());
    }

    /** Answers from now on. */
    public void start() {
        Javalin _ = javalin.start();
        faces.stream().flatMap(face -> face.sockets().stream()).forEach(SocketFace::start);
    }

    /** The port it listens on; with port 0 the one that was free. */
    public int port() {
        return address.getPort();
    }

    /** Where to find it, without a path. */
    public String url() {
        return "http://" + host();
    }

    private String host() {
        InetAddress host = address.getAddress();
        String name = host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress();
        return (name.contains(":") ? "[" + name + "]" : name) + ":" + port();
    }

    /** Takes nothing more and ends what is under way. */
    @Override
    public void close() {
        troubles.values().forEach(Troubles::close);
        faces.stream().flatMap(face -> face.sockets().stream()).forEach(SocketFace::close);
        Javalin _ = javalin.stop();
        try {
            channel.close();
        } catch (IOException failed) {
            LOG.warn("port cannot be closed code=PORT_CLOSE_FAILED cause={}", failed.toString());
        }
    }
}
