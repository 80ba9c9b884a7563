package cab.infrastructure.exchange.server.gateio;

import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Access.OWNER;
import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Quota.ACCOUNT;

import cab.domain.market.Symbol;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cancels what is pending when nobody has called for a while. Orders that wait for a price are left alone. Thread-safe.
 */
final class GateCountdown {

    private static final int LEAST_SECONDS = 5;
    private static final int MOST_SECONDS = 86_400;

    /** By account and pair, the number of the last call; touched on the exchange's thread alone. */
    private final Map<String, Long> latest = new HashMap<>();

    private long calls;

    List<GateEndpoint> endpoints() {
        return List.of(new GateEndpoint("POST", "/spot/countdown_cancel_all", OWNER, ACCOUNT, this::start));
    }

    private GateAnswer start(GateCall call) {
        JsonNode body = call.body();
        String given = GateOrderReader.required(body, "timeout");
        long seconds = GateParameters.whole("timeout", given);
        if (seconds != 0 && (seconds < LEAST_SECONDS || seconds > MOST_SECONDS)) {
            throw GateError.invalidParameter("timeout", given);
        }
        Optional<Symbol> pair = GateOrderReader.text(body, "currency_pair").map(call.world()::symbol);
        List<Symbol> symbols = pair.map(List::of).orElseGet(call.world()::symbols);
        String name = call.account().name() + " " + pair.map(Symbol::toString).orElse("");
        GateOrderBook book = new GateOrderBook(call.world(), call.account());
        long triggerMs = call.world().venue().ask(desk -> {
            long number = ++calls;
            latest.put(name, number);
            if (seconds == 0) {
                return 0L;
            }
            long atMs = desk.time().millis() + seconds * 1_000;
            var _ = desk.time().atMs(atMs, () -> {
                if (latest.getOrDefault(name, 0L) == number) {
                    var _ = book.cancelAllHere(desk, symbols, order -> true);
                }
            });
            return atMs;
        });
        return GateAnswer.ok(GateJson.object().put("triggerTime", Long.toString(triggerMs)));
    }
}
