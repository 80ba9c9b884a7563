package cab.infrastructure.exchange.bybit;

import cab.domain.order.LiquiditySide;
import cab.domain.order.Side;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.WireTime;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A fill of ours as Bybit writes it, in REST answers and in the stream. Immutable.
 *
 * @param id the exchange's name
 * @param orderId the order it belongs to
 * @param linkId the name of that order
 * @param pair what was traded
 * @param side direction of the order
 * @param isTrade whether it is one: other things are listed among fills
 * @param price what one unit cost
 * @param quantity base
 * @param fee negative for a rebate
 * @param feeCurrency empty when it is not said
 * @param liquidity whether the order rested
 * @param at when
 */
record BybitExecutionMessage(
        String id,
        String orderId,
        Optional<String> linkId,
        String pair,
        Side side,
        boolean isTrade,
        BigDecimal price,
        BigDecimal quantity,
        BigDecimal fee,
        Optional<String> feeCurrency,
        LiquiditySide liquidity,
        Instant at) {

    /**
     * The fill that is written so.
     *
     * @throws ExchangeFault when something that must be there is not, or is no such thing
     */
    static BybitExecutionMessage of(JsonNode execution) {
        return new BybitExecutionMessage(
                Json.text(execution, "execId"),
                Json.text(execution, "orderId"),
                Json.textIfAny(execution, "orderLinkId"),
                Json.text(execution, "symbol"),
                BybitOrderMessage.sideOf(Json.text(execution, "side")),
                Json.text(execution, "execType").equals("Trade"),
                Json.decimal(execution, "execPrice"),
                Json.decimal(execution, "execQty"),
                Json.decimal(execution, "execFee"),
                Json.textIfAny(execution, "feeCurrency"),
                isMaker(Json.text(execution, "isMaker")) ? LiquiditySide.MAKER : LiquiditySide.TAKER,
                WireTime.of(execution, "execTime"));
    }

    private static boolean isMaker(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ExchangeFault("a fill is neither maker nor taker");
        };
    }
}
