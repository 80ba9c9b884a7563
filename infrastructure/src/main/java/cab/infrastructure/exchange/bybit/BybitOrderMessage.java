package cab.infrastructure.exchange.bybit;

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
 * An order as Bybit writes it, in REST answers and in the stream alike. Immutable.
 *
 * @param id the exchange's name
 * @param linkId the name it was placed under; empty when it has none
 * @param pair what is traded
 * @param side direction
 * @param isSizedInQuote whether the quantity is quote: a market buy for an amount
 * @param standing whether it lives
 * @param rejectReason why it ended, as the exchange words it
 * @param quantity what it is for
 * @param filled base executed
 * @param filledValue quote executed
 * @param averagePrice what base was executed at; empty for none
 * @param trigger the price that a stop waits for
 * @param priceOnArrival the last price when a stop was taken, where it is said
 * @param createdAt when the exchange took it
 */
record BybitOrderMessage(
        String id,
        Optional<String> linkId,
        String pair,
        Side side,
        boolean isSizedInQuote,
        Standing standing,
        String rejectReason,
        BigDecimal quantity,
        BigDecimal filled,
        Optional<BigDecimal> filledValue,
        Optional<BigDecimal> averagePrice,
        Optional<BigDecimal> trigger,
        Optional<BigDecimal> priceOnArrival,
        Instant createdAt) {

    /** Whether an order lives, as the exchange words it. */
    enum Standing {
        /** In the book or waiting for its price, perhaps partly filled. */
        LIVE,
        /** Filled in full. */
        FILLED,
        /** Ended before that, which may still mean that next to everything was filled. */
        CANCELLED,
        /** Turned away after it had been taken. */
        REJECTED
    }

    BybitOrderMessage {
        if (filled.signum() < 0) {
            throw new ExchangeFault("an order has filled less than nothing");
        }
    }

    /**
     * The order that is written so.
     *
     * @throws ExchangeFault when something that must be there is not, or is no such thing
     */
    static BybitOrderMessage of(JsonNode order) {
        Side side = sideOf(Json.text(order, "side"));
        boolean isMarket = isMarket(Json.text(order, "orderType"));
        // Without a word on it a market buy is for quote: the exchange's own habit.
        boolean isInQuote = Json.textIfAny(order, "marketUnit")
                .map(unit -> unit.equals("quoteCoin"))
                .orElse(side == Side.BUY);
        return new BybitOrderMessage(
                Json.text(order, "orderId"),
                Json.textIfAny(order, "orderLinkId"),
                Json.text(order, "symbol"),
                side,
                isMarket && isInQuote,
                standingOf(Json.text(order, "orderStatus")),
                Json.textIfAny(order, "rejectReason").orElse(""),
                Json.decimal(order, "qty"),
                Json.decimal(order, "cumExecQty"),
                Json.decimalIfAny(order, "cumExecValue"),
                positive(order, "avgPrice"),
                positive(order, "triggerPrice"),
                positive(order, "basePrice"),
                WireTime.of(order, "createdTime"));
    }

    /** Zero is how the exchange writes that there is none. */
    private static Optional<BigDecimal> positive(JsonNode order, String field) {
        return Json.decimalIfAny(order, field).filter(number -> number.signum() > 0);
    }

    static Side sideOf(String text) {
        return switch (text) {
            case "Buy" -> Side.BUY;
            case "Sell" -> Side.SELL;
            default -> throw new ExchangeFault("a side is neither Buy nor Sell");
        };
    }

    private static boolean isMarket(String type) {
        return switch (type) {
            case "Market" -> true;
            case "Limit" -> false;
            default -> throw new ExchangeFault("an order is neither Limit nor Market: " + PlainText.of(type));
        };
    }

    private static Standing standingOf(String status) {
        return switch (status) {
            case "Created", "New", "PartiallyFilled", "Untriggered", "Triggered", "Active", "PendingCancel" ->
                Standing.LIVE;
            case "Filled" -> Standing.FILLED;
            case "Cancelled", "PartiallyFilledCanceled", "Deactivated" -> Standing.CANCELLED;
            case "Rejected" -> Standing.REJECTED;
            default -> throw new ExchangeFault("an order has a status that is not known: " + PlainText.of(status));
        };
    }

    /**
     * Whether this stop waits for the market to go the other way: one that arrives behind its price is taken by the
     * exchange as an order that takes a profit.
     */
    boolean waitsOnTheWrongSide() {
        return standing == Standing.LIVE
                && trigger.isPresent()
                && priceOnArrival
                        .filter(price -> side == Side.SELL
                                ? trigger.get().compareTo(price) >= 0
                                : trigger.get().compareTo(price) <= 0)
                        .isPresent();
    }
}
