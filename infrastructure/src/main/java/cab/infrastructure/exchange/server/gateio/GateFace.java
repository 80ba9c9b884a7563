package cab.infrastructure.exchange.server.gateio;

import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.server.ExchangeFace;
import cab.infrastructure.exchange.server.RateLimits;
import cab.infrastructure.exchange.server.SocketFace;
import cab.infrastructure.exchange.server.WireFaults;
import cab.infrastructure.exchange.server.WireReply;
import cab.infrastructure.exchange.server.WireRequest;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.ServedVenue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gate.io, API v4, over the simulated exchange: REST. Who asks is known by a signature, every refusal is a label and a
 * message, and how often one may ask is limited and said. Thread-safe.
 */
public final class GateFace implements ExchangeFace {

    private static final String PREFIX = "/api/v4";
    private static final long US_PER_MS = 1_000;

    private final GateWorld world;
    private final GateRules rules;
    private final RateLimits limits;
    private final GateSockets sockets;
    private final Map<String, GateEndpoint> endpoints = new HashMap<>();

    /** A face on the way of whose streams nothing goes wrong. */
    public GateFace(
            ServedVenue venue,
            InstantSource machine,
            LongSupplier nanoTime,
            GateRules rules,
            List<MarketBoard> boards,
            List<ApiKey> keys) {
        this(venue, machine, nanoTime, rules, boards, keys, WireFaults.none());
    }

    /**
     * The face of an exchange.
     *
     * @param machine the time of this machine
     * @param nanoTime a monotonic clock, for the limits
     * @param boards the market of each symbol
     * @param keys who may trade
     * @param faults on the way of the streams
     */
    public GateFace(
            ServedVenue venue,
            InstantSource machine,
            LongSupplier nanoTime,
            GateRules rules,
            List<MarketBoard> boards,
            List<ApiKey> keys,
            WireFaults faults) {
        this.rules = rules;
        this.limits = new RateLimits(nanoTime);
        this.world = new GateWorld(venue, new GateClock(venue.clock(), machine), rules, boards, keys);
        this.sockets = new GateSockets(world, nanoTime, faults);
        Stream.of(
                        GateMarket.endpoints(),
                        GateAccounts.endpoints(),
                        new GateOrders().endpoints(),
                        GatePriceOrders.endpoints(),
                        new GateCountdown().endpoints())
                .flatMap(List::stream)
                .forEach(endpoint -> endpoints.put(endpoint.method() + " " + endpoint.path(), endpoint));
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public boolean isChange(WireRequest request) {
        return !request.method().equals("GET") && !request.method().equals("HEAD");
    }

    @Override
    public WireReply banned(Duration wait) {
        Map<String, String> headers = Map.of(
                "X-Gate-RateLimit-Requests-Remain",
                "0",
                "X-Gate-RateLimit-Limit",
                "200",
                "X-Gate-RateLimit-Reset-Timestamp",
                Long.toString(world.clock().machine().millis() / 1_000 + wait.toSeconds()));
        GateAnswer answer = refused(429, "TOO_MANY_REQUESTS", "Request Rate limit Exceeded");
        return WireReply.json(answer.status(), GateJson.text(answer.body()), headers);
    }

    @Override
    public List<SocketFace> sockets() {
        return List.of(sockets);
    }

    @Override
    public WireReply serve(WireRequest request) {
        long inUs = world.clock().nowMs() * US_PER_MS;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Gate-Trace-Id", GateTrace.of(request, inUs));
        request.header("X-Client-Request-Id").ifPresent(id -> headers.put("X-Client-Request-Id", printable(id)));
        GateAnswer answer = answer(request, headers);
        headers.put("X-In-Time", Long.toString(inUs));
        headers.put("X-Out-Time", Long.toString(world.clock().nowMs() * US_PER_MS));
        return WireReply.json(answer.status(), GateJson.text(answer.body()), headers);
    }

    private GateAnswer answer(WireRequest request, Map<String, String> headers) {
        try {
            String path = request.path().substring(PREFIX.length());
            GateEndpoint endpoint = endpoint(request.method(), path);
            GateParameters parameters = GateParameters.of(request.query());
            String id = endpoint.path().endsWith("*")
                    ? GateParameters.decoded(path.substring(path.lastIndexOf('/') + 1))
                    : "";
            if (endpoint.access() == GateEndpoint.Access.ANYBODY) {
                admit(endpoint, endpoint.path() + " " + request.from(), 1, headers);
                return endpoint.handler()
                        .apply(new GateCall(
                                world,
                                request,
                                parameters,
                                id,
                                null,
                                world.clock().market()));
            }
            GateLogin login = GateLogin.of(request, world);
            GateCall call = new GateCall(world, request, parameters, id, login.key(), login.time());
            admitOwner(endpoint, call, headers);
            return endpoint.handler().apply(call);
        } catch (GateError refusal) {
            return refused(refusal.status(), refusal.label(), refusal.message());
        } catch (ServedVenue.BusyException busy) {
            return refused(503, "TOO_BUSY", "System is busy, please try again later");
        }
    }

    private static GateAnswer refused(int status, String label, String message) {
        return new GateAnswer(status, GateJson.object().put("label", label).put("message", message));
    }

    private GateEndpoint endpoint(String method, String path) {
        int lastSlash = path.lastIndexOf('/');
        String family = lastSlash < 0 ? path : path.substring(0, lastSlash) + "/*";
        GateEndpoint found = lookUp(method, path, family);
        if (found != null) {
            return found;
        }
        boolean isKnown =
                Stream.of("GET", "POST", "PATCH", "DELETE").anyMatch(other -> lookUp(other, path, family) != null);
        throw isKnown
                ? new GateError(405, "METHOD_NOT_ALLOWED", "Method not allowed")
                : new GateError(404, "NOT_FOUND", "Request path does not exist");
    }

    private @Nullable GateEndpoint lookUp(String method, String path, String family) {
        GateEndpoint exact = endpoints.get(method + " " + path);
        return exact == null ? endpoints.get(method + " " + family) : exact;
    }

    /** Limits on orders count every order, for each pair of its own. */
    private void admitOwner(GateEndpoint endpoint, GateCall call, Map<String, String> headers) {
        ApiKey key = call.owner();
        String who = key.account().name();
        if (endpoint.quota() != GateEndpoint.Quota.ORDERS) {
            boolean isPerEndpoint = endpoint.quota() == GateEndpoint.Quota.ACCOUNT;
            admit(endpoint, isPerEndpoint ? endpoint.method() + endpoint.path() + " " + who : who, 1, headers);
            return;
        }
        ordersByPair(call).forEach((pair, orders) -> admit(endpoint, who + " " + pair, orders, headers));
    }

    private static SortedMap<String, Integer> ordersByPair(GateCall call) {
        SortedMap<String, Integer> orders = new TreeMap<>();
        Optional<String> named = call.parameters().text("currency_pair");
        if (named.isPresent() || call.request().body().isEmpty()) {
            orders.put(named.orElse(""), 1);
            return orders;
        }
        JsonNode body = call.body();
        if (body.isArray()) {
            body.forEach(order -> orders.merge(order.path("currency_pair").asText(), 1, Integer::sum));
        } else {
            orders.put(
                    body.path(body.has("market") ? "market" : "currency_pair").asText(), 1);
        }
        return orders;
    }

    private void admit(GateEndpoint endpoint, String who, int cost, Map<String, String> headers) {
        if (!rules.limitsRate()) {
            return;
        }
        RateLimits.Decision decision = limits.admit(who, endpoint.quota().limit(), cost);
        headers.put("X-Gate-RateLimit-Requests-Remain", Integer.toString(decision.left()));
        headers.put("X-Gate-RateLimit-Limit", Integer.toString(decision.limit()));
        headers.put(
                "X-Gate-RateLimit-Reset-Timestamp",
                Long.toString(world.clock().machine().millis() / 1_000 + decision.resetInSeconds()));
        if (!decision.isAdmitted()) {
            throw new GateError(429, "TOO_MANY_REQUESTS", "Request Rate limit Exceeded");
        }
    }

    /** What may stand in a header. */
    private static String printable(String text) {
        return text.chars().allMatch(character -> character > ' ' && character < 127) && text.length() <= 128
                ? text
                : "";
    }
}
