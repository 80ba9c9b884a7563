package cab.infrastructure.exchange.gateio;

import cab.domain.market.Symbol;
import cab.infrastructure.exchange.throttle.Urgency;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeAnswer;
import cab.infrastructure.exchange.transport.ExchangeCall;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.PlainText;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for price-triggered orders, one or all of a pair. Waits. Thread-safe. */
final class GateioPriceOrders {

    static final String PATH = "/spot/price_orders";
    private static final int PAGE = 100;
    private static final int PAGES_MAX = 20;

    private final ExchangeRest rest;

    GateioPriceOrders(ExchangeRest rest) {
        this.rest = rest;
    }

    /** The order with that id; empty when the exchange does not show it. */
    Optional<GateioPriceOrderMessage> shown(String id, Symbol symbol, Deadline deadline) {
        ExchangeCall call = GateioCalls.askPrivately(
                "GET /spot/price_orders/id", PATH + "/" + ExchangeCall.segment(id), Urgency.PROTECTIVE);
        return switch (rest.askUntilClear(call, deadline)) {
            case ExchangeAnswer.Done(JsonNode body) -> Optional.of(ofSymbol(GateioPriceOrderMessage.of(body), symbol));
            case ExchangeAnswer.Refused refused -> {
                if (GateioLabels.isNotShown(refused)) {
                    yield Optional.empty();
                }
                throw new ExchangeFault(refused.label() + " (" + refused.status() + "): " + refused.message());
            }
            case ExchangeAnswer.Unclear(String cause) -> throw new ExchangeFault(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> throw new ExchangeFault(code + ": " + cause);
        };
    }

    static GateioPriceOrderMessage ofSymbol(GateioPriceOrderMessage message, Symbol symbol) {
        if (!GateioPair.isOf(message.market(), symbol)) {
            throw new ExchangeFault("the answer is about another pair: " + PlainText.of(message.market()));
        }
        return message;
    }

    /** All of the pair that are {@code open} or {@code finished}. */
    List<GateioPriceOrderMessage> all(Symbol symbol, String status, Deadline deadline) {
        ExchangeCall call = GateioCalls.askPrivately("GET /spot/price_orders", PATH, Urgency.PROTECTIVE)
                .with("status", status)
                .with("market", GateioPair.of(symbol));
        Map<String, GateioPriceOrderMessage> all = new LinkedHashMap<>();
        for (int page = 0; page < PAGES_MAX; page++) {
            JsonNode body = rest.read(call.with("limit", PAGE).with("offset", (long) page * PAGE), deadline);
            for (JsonNode node : Json.elements(body)) {
                GateioPriceOrderMessage message = ofSymbol(GateioPriceOrderMessage.of(node), symbol);
                all.put(message.id(), message);
            }
            if (body.size() < PAGE) {
                return List.copyOf(all.values());
            }
        }
        throw new ExchangeFault("more than " + PAGES_MAX * PAGE + " price orders are listed");
    }
}
