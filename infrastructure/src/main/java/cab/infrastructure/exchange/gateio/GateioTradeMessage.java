package cab.infrastructure.exchange.gateio;

import cab.domain.order.LiquiditySide;
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
 * A fill of ours as Gate.io writes it, in REST answers and in the stream. Immutable.
 *
 * @param id the exchange's name, unique for the pair
 * @param orderId the order it belongs to
 * @param text the name of that order, or where it came from; not always said
 * @param side direction of the order
 * @param price what one unit cost
 * @param amount base
 * @param fee in {@code feeCurrency}, zero when it was paid otherwise
 * @param feeCurrency empty when it is not said: then it is the coin that was received
 * @param gtFee fee that was paid in GT
 * @param pointFee fee that was paid in points
 * @param liquidity whether the order rested
 * @param at when
 */
record GateioTradeMessage(
        String id,
        String orderId,
        Optional<String> text,
        Side side,
        BigDecimal price,
        BigDecimal amount,
        BigDecimal fee,
        Optional<String> feeCurrency,
        BigDecimal gtFee,
        BigDecimal pointFee,
        LiquiditySide liquidity,
        Instant at) {

    /** @throws ExchangeFault when something that must be there is not, or is no such thing */
    static GateioTradeMessage of(JsonNode trade) {
        return new GateioTradeMessage(
                Json.text(trade, "id"),
                Json.text(trade, "order_id"),
                Json.textIfAny(trade, "text"),
                GateioOrderMessage.sideOf(Json.text(trade, "side")),
                Json.decimal(trade, "price"),
                Json.decimal(trade, "amount"),
                Json.decimal(trade, "fee"),
                Json.textIfAny(trade, "fee_currency"),
                Json.decimalIfAny(trade, "gt_fee").orElse(BigDecimal.ZERO),
                Json.decimalIfAny(trade, "point_fee").orElse(BigDecimal.ZERO),
                liquidityOf(Json.text(trade, "role")),
                WireTime.of(trade, "create_time_ms", "create_time"));
    }

    private static LiquiditySide liquidityOf(String role) {
        return switch (role) {
            case "maker" -> LiquiditySide.MAKER;
            case "taker" -> LiquiditySide.TAKER;
            default -> throw new ExchangeFault("a fill is neither maker nor taker: " + PlainText.of(role));
        };
    }
}
