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
 * An order as Gate.io writes it, in REST answers and in the stream. Immutable.
 *
 * @param id the exchange's name
 * @param text the name it was placed under, or where it came from
 * @param pair what is traded
 * @param side direction
 * @param isSizedInQuote whether amount and left are quote: a market buy
 * @param standing whether it lives
 * @param finishAs why it ended, empty when that is not said
 * @param amount what it is for
 * @param left what of it is open or was given up
 * @param filledAmount base executed, as the exchange says; not said by the stream
 * @param filledTotal quote executed
 * @param averagePrice what base was executed at, zero for none
 * @param createdAt when the exchange took it
 */
record GateioOrderMessage(
        String id,
        Optional<String> text,
        String pair,
        Side side,
        boolean isSizedInQuote,
        Standing standing,
        String finishAs,
        BigDecimal amount,
        Optional<BigDecimal> left,
        Optional<BigDecimal> filledAmount,
        Optional<BigDecimal> filledTotal,
        Optional<BigDecimal> averagePrice,
        Instant createdAt) {

    /** Whether an order lives, as the exchange words it. */
    enum Standing {
        /** In the book, perhaps partly filled. */
        LIVE,
        /** Said to be filled in full. */
        CLOSED,
        /** Ended before that, which may still mean that next to everything was filled. */
        CANCELLED
    }

    /** @throws ExchangeFault when something that must be there is not, or is no such thing */
    static GateioOrderMessage ofRest(JsonNode order) {
        return of(order, standingOf(Json.text(order, "status")));
    }

    /** @throws ExchangeFault see {@link #ofRest} */
    static GateioOrderMessage ofStream(JsonNode order) {
        return of(
                order,
                switch (Json.text(order, "event")) {
                    case "put", "update" -> Standing.LIVE;
                    case "finish" ->
                        Json.textIfAny(order, "finish_as").orElse("").equals("filled")
                                ? Standing.CLOSED
                                : Standing.CANCELLED;
                    default -> throw new ExchangeFault("an order has an event that is not known");
                });
    }

    private static GateioOrderMessage of(JsonNode order, Standing standing) {
        Side side = sideOf(Json.text(order, "side"));
        boolean isMarket = isMarket(Json.text(order, "type"));
        return new GateioOrderMessage(
                Json.text(order, "id"),
                Json.textIfAny(order, "text"),
                Json.text(order, "currency_pair"),
                side,
                isMarket && side == Side.BUY,
                standing,
                Json.textIfAny(order, "finish_as").orElse(""),
                Json.decimal(order, "amount"),
                Json.decimalIfAny(order, "left"),
                Json.decimalIfAny(order, "filled_amount"),
                Json.decimalIfAny(order, "filled_total"),
                Json.decimalIfAny(order, "avg_deal_price"),
                WireTime.of(order, "create_time_ms", "create_time"));
    }

    static Side sideOf(String text) {
        return switch (text) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw new ExchangeFault("a side is neither buy nor sell");
        };
    }

    private static boolean isMarket(String type) {
        return switch (type) {
            case "market" -> true;
            case "limit" -> false;
            default -> throw new ExchangeFault("an order is neither limit nor market: " + PlainText.of(type));
        };
    }

    private static Standing standingOf(String status) {
        return switch (status) {
            case "open" -> Standing.LIVE;
            case "closed" -> Standing.CLOSED;
            case "cancelled" -> Standing.CANCELLED;
            default -> throw new ExchangeFault("an order has a status that is not known: " + PlainText.of(status));
        };
    }
}
