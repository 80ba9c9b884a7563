package cab.infrastructure.exchange.server.bybit;

import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.server.ExchangeFace;
import cab.infrastructure.exchange.server.RateLimits;
import cab.infrastructure.exchange.server.SocketFace;
import cab.infrastructure.exchange.server.WireFaults;
import cab.infrastructure.exchange.server.WireReply;
import cab.infrastructure.exchange.server.WireRequest;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.ServedVenue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Bybit, API V5, over the simulated exchange, as far as a trader of spot needs it. Who asks is known by a signature,
 * every refusal is a code in an answer of status 200, and how often one may ask is limited and said. Thread-safe.
 */
public final class BybitFace implements ExchangeFace {

    private static final String PREFIX = "/v5";

    private final BybitWorld world;
    private final boolean limitsRate;
    private final RateLimits limits;
    private final BybitSockets sockets;
    private final Map<String, BybitEndpoint> endpoints = new HashMap<>();

    /**
     * The face of an exchange.
     *
     * @param machine the time of this machine
     * @param nanoTime a monotonic clock, for the limits
     * @param limitsRate whether the limits on how often one may ask are kept
     * @param boards the market of each symbol
     * @param keys who may trade
     * @param faults on the way of the streams
     */
    public BybitFace(
            ServedVenue venue,
            InstantSource machine,
            LongSupplier nanoTime,
            boolean limitsRate,
            List<MarketBoard> boards,
            List<ApiKey> keys,
            WireFaults faults) {
        this.world = new BybitWorld(venue, machine, boards, keys);
        this.limitsRate = limitsRate;
        this.limits = new RateLimits(nanoTime);
        this.sockets = new BybitSockets(world, nanoTime, faults);
        Stream.of(BybitMarketAnswers.endpoints(), BybitOrders.endpoints(), BybitAccounts.endpoints())
                .flatMap(List::stream)
                .forEach(endpoint -> endpoints.put(endpoint.method() + " " + endpoint.path(), endpoint));
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public boolean isChange(WireRequest request) {
        return request.method().equals("POST");
    }

    @Override
    public WireReply banned(Duration wait) {
        long resetMs = world.nowMs() + wait.toMillis();
        return reply(
                envelope(BybitError.TOO_MANY, "Too many visits!", BybitJson.object()),
                Map.of("X-Bapi-Limit-Status", "0", "X-Bapi-Limit-Reset-Timestamp", Long.toString(resetMs)));
    }

    @Override
    public List<SocketFace> sockets() {
        return sockets.faces();
    }

    @Override
    public WireReply serve(WireRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        ObjectNode answer;
        try {
            answer = envelope(0, "OK", result(request, headers));
        } catch (BybitError refusal) {
            answer = envelope(refusal.code(), refusal.message(), BybitJson.object());
        } catch (ServedVenue.BusyException busy) {
            answer = envelope(BybitError.SERVER_FAULT, "Internal System Error", BybitJson.object());
        }
        return reply(answer, headers);
    }

    private ObjectNode result(WireRequest request, Map<String, String> headers) {
        BybitEndpoint endpoint = endpoints.get(request.method() + " " + request.path());
        if (endpoint == null) {
            throw new BybitError(BybitError.NO_SUCH_PATH, "Route not found.");
        }
        if (!endpoint.isPrivate()) {
            admit(endpoint, request.from(), headers);
            return endpoint.handler().apply(new BybitCall(world, request, null));
        }
        BybitLogin login = BybitLogin.of(request, world);
        admit(endpoint, login.key().account().name(), headers);
        return endpoint.handler().apply(new BybitCall(world, request, login));
    }

    private void admit(BybitEndpoint endpoint, String who, Map<String, String> headers) {
        if (!limitsRate) {
            return;
        }
        RateLimits.Decision decision = limits.admit(who, endpoint.limit(), 1);
        headers.put("X-Bapi-Limit", Integer.toString(decision.limit()));
        headers.put("X-Bapi-Limit-Status", Integer.toString(decision.left()));
        long waitMs = decision.left() == 0 ? decision.resetInSeconds() * 1_000 : 0;
        headers.put("X-Bapi-Limit-Reset-Timestamp", Long.toString(world.nowMs() + waitMs));
        if (!decision.isAdmitted()) {
            throw new BybitError(BybitError.TOO_MANY, "Too many visits!");
        }
    }

    private ObjectNode envelope(int code, String message, ObjectNode result) {
        ObjectNode answer = BybitJson.object().put("retCode", code).put("retMsg", message);
        answer.set("result", result);
        answer.putObject("retExtInfo");
        return answer.put("time", world.nowMs());
    }

    private static WireReply reply(ObjectNode answer, Map<String, String> headers) {
        return WireReply.json(200, BybitJson.text(answer), headers);
    }
}
