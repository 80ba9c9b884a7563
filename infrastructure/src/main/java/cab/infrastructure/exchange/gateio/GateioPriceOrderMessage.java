package cab.infrastructure.exchange.gateio;

import cab.domain.order.Side;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.PlainText;
import cab.infrastructure.exchange.transport.WireTime;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A price-triggered order as Gate.io's REST interface writes it. Immutable.
 *
 * @param id the exchange's name
 * @param market the pair
 * @param side direction of the order that it becomes
 * @param triggerPrice at or through which it fires
 * @param amount base
 * @param standing where it stands
 * @param firedOrderId the order that it became; empty until then
 * @param reason why it ended, in words; may be empty
 * @param createdAt when, whole seconds
 */
record GateioPriceOrderMessage(
        String id,
        String market,
        Side side,
        BigDecimal triggerPrice,
        BigDecimal amount,
        Standing standing,
        Optional<String> firedOrderId,
        String reason,
        Instant createdAt) {

    /** Where a price-triggered order stands. */
    enum Standing {
        WAITING,
        FIRED,
        CANCELLED,
        /** It was triggered, and no order came of it. */
        FAILED,
        EXPIRED
    }

    /** @throws ExchangeFault when something that must be there is not, or is no such thing */
    static GateioPriceOrderMessage of(JsonNode order) {
        JsonNode trigger = order.path("trigger");
        JsonNode put = order.path("put");
        Optional<String> fired = Json.textIfAny(order, "fired_order_id").filter(id -> !id.equals("0"));
        return new GateioPriceOrderMessage(
                Json.text(order, "id"),
                Json.text(order, "market"),
                GateioOrderMessage.sideOf(Json.text(put, "side")),
                Json.decimal(trigger, "price"),
                Json.decimal(put, "amount"),
                fired.isPresent() ? Standing.FIRED : standingOf(Json.text(order, "status")),
                fired,
                Json.textIfAny(order, "reason").orElse(""),
                WireTime.of(order, "ctime"));
    }

    private static Standing standingOf(String status) {
        return switch (status) {
            case "open" -> Standing.WAITING;
            case "finish" -> Standing.FIRED;
            case "cancelled" -> Standing.CANCELLED;
            case "failed" -> Standing.FAILED;
            case "expired" -> Standing.EXPIRED;
            default -> throw new ExchangeFault("a price order has a status that is not known: " + PlainText.of(status));
        };
    }
}
