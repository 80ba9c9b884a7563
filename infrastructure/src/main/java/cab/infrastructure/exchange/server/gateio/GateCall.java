package cab.infrastructure.exchange.server.gateio;

import cab.domain.market.Symbol;
import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.server.WireRequest;
import cab.infrastructure.exchange.simulated.SimulatedAccount;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A request that has found its endpoint and may be served. Immutable.
 *
 * @param world what it is about
 * @param request as it came
 * @param parameters of its query
 * @param id the last part of its path, when that is a name
 * @param key who asks; null when anybody may
 * @param time that who asks lives in
 */
record GateCall(
        GateWorld world,
        WireRequest request,
        GateParameters parameters,
        String id,
        @Nullable ApiKey key,
        InstantSource time) {

    ApiKey owner() {
        if (key == null) {
            throw new IllegalStateException("a private endpoint is served with a key alone");
        }
        return key;
    }

    SimulatedAccount account() {
        return owner().account();
    }

    JsonNode body() {
        return GateJson.parsed(request.body().bytes());
    }

    Optional<Symbol> pair(String name) {
        return parameters.text(name).map(world::symbol);
    }

    Symbol requiredPair(String name) {
        return world.symbol(parameters.required(name));
    }

    /** Whether the request is later than it may be; asked when its turn has come at the exchange. */
    BooleanSupplier isExpired() {
        Optional<Long> deadlineMs = request.header("X-Gate-Exptime")
                .filter(text -> !text.isBlank())
                .map(text -> GateParameters.whole("X-Gate-Exptime", text.strip()));
        return () -> deadlineMs.filter(deadline -> time.millis() > deadline).isPresent();
    }
}
