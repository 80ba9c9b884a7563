package cab.infrastructure.exchange.server.bybit;

import cab.infrastructure.exchange.server.WireRequest;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.SimulatedAccount;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that has found its endpoint and may be served. Immutable.
 *
 * @param world what it is about
 * @param request as it came
 * @param login who asks; null when anybody may
 */
record BybitCall(
        BybitWorld world, WireRequest request, @Nullable BybitLogin login) {

    private static final String CATEGORY = "spot";

    BybitLogin owner() {
        if (login == null) {
            throw new IllegalStateException("a private endpoint is served with a key alone");
        }
        return login;
    }

    SimulatedAccount account() {
        return owner().key().account();
    }

    JsonNode body() {
        JsonNode body = BybitJson.parsed(request.body().bytes());
        requireCategory(BybitJson.member(body, "category"));
        return body;
    }

    void requireSpot() {
        requireCategory(parameter("category"));
    }

    private static void requireCategory(Optional<String> category) {
        if (category.filter(CATEGORY::equals).isEmpty()) {
            throw BybitError.wrongParameter("category: this exchange has spot alone");
        }
    }

    /** A parameter of the query; an empty one counts as none. */
    Optional<String> parameter(String name) {
        Map<String, String> values = new HashMap<>();
        for (String part : request.query().split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                values.put(part.substring(0, equals), decoded(part.substring(equals + 1)));
            }
        }
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw BybitError.wrongParameter("encoding");
        }
    }

    Optional<Long> number(String name) {
        return parameter(name).map(BybitLogin::whole);
    }

    int number(String name, int otherwise, int most) {
        long given = number(name).orElse((long) otherwise);
        if (given < 1 || given > most) {
            throw BybitError.wrongParameter(name);
        }
        return (int) given;
    }

    MarketBoard board() {
        return world.board(parameter("symbol").orElseThrow(() -> BybitError.wrongParameter("symbol")));
    }

    /** Whether what happened then is shown already. */
    boolean isVisible(long atMs) {
        return request.lag().isZero() || atMs <= world.nowMs() - request.lag().toMillis();
    }
}
