package cab.infrastructure.exchange.server.bybit;

import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Side;
import cab.infrastructure.exchange.simulated.Placement;
import cab.infrastructure.exchange.simulated.TimeInForce;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads orders as customers write them. Stateless, thread-safe. */
final class BybitOrderReader {

    /** What an order is called here that its owner gave no name. */
    private static final ClientOrderId UNNAMED = new ClientOrderId("bybit");

    private BybitOrderReader() {}

    /** The order that {@code body} asks for. */
    static Placement placement(JsonNode body, Symbol symbol) {
        OrderTerms terms = terms(body, symbol);
        Optional<ClientOrderId> name = BybitJson.member(body, "orderLinkId").map(BybitOrderReader::name);
        return new Placement(name.orElse(UNNAMED), terms, timeInForce(body, terms), name.isPresent());
    }

    static ClientOrderId name(String text) {
        try {
            return new ClientOrderId(text);
        } catch (IllegalArgumentException malformed) {
            throw BybitError.wrongParameter("orderLinkId");
        }
    }

    private static OrderTerms terms(JsonNode body, Symbol symbol) {
        Side side = side(BybitJson.required(body, "side"));
        Quantity quantity = quantity(BybitJson.required(body, "qty"));
        boolean isMarket = isMarket(BybitJson.required(body, "orderType"));
        return switch (BybitJson.member(body, "orderFilter").orElse("Order")) {
            case "Order" ->
                isMarket
                        ? OrderTerms.market(symbol, side, marketSize(body, symbol, side, quantity))
                        : OrderTerms.limit(symbol, side, new OrderSize.OfBase(quantity), price(body, "price"));
            case BybitOrderJson.STOP -> {
                if (!isMarket || side != Side.SELL) {
                    throw BybitError.wrongParameter("orderFilter: here stops sell at the market");
                }
                yield OrderTerms.stop(symbol, side, new OrderSize.OfBase(quantity), price(body, "triggerPrice"));
            }
            default -> throw BybitError.wrongParameter("orderFilter");
        };
    }

    /** Without a word on it a market buy is for quote and a market sale for base. */
    private static OrderSize marketSize(JsonNode body, Symbol symbol, Side side, Quantity quantity) {
        String usual = side == Side.BUY ? "quoteCoin" : "baseCoin";
        return switch (BybitJson.member(body, "marketUnit").orElse(usual)) {
            case "quoteCoin" -> new OrderSize.OfQuote(new Money(quantity.value(), symbol.quote()));
            case "baseCoin" -> new OrderSize.OfBase(quantity);
            default -> throw BybitError.wrongParameter("marketUnit");
        };
    }

    private static TimeInForce timeInForce(JsonNode body, OrderTerms terms) {
        if (BybitOrderJson.isStop(terms)) {
            return TimeInForce.GOOD_TILL_CANCELLED;
        }
        if (terms.limit().isEmpty()) {
            return TimeInForce.IMMEDIATE_OR_CANCEL;
        }
        return switch (BybitJson.member(body, "timeInForce").orElse("GTC")) {
            case "GTC" -> TimeInForce.GOOD_TILL_CANCELLED;
            case "IOC" -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case "FOK" -> TimeInForce.FILL_OR_KILL;
            case "PostOnly" -> TimeInForce.POST_ONLY;
            default -> throw BybitError.wrongParameter("timeInForce");
        };
    }

    private static Side side(String text) {
        return switch (text) {
            case "Buy" -> Side.BUY;
            case "Sell" -> Side.SELL;
            default -> throw new BybitError(170_117, "Invalid side.");
        };
    }

    private static boolean isMarket(String text) {
        return switch (text) {
            case "Market" -> true;
            case "Limit" -> false;
            default -> throw new BybitError(170_116, "Invalid orderType.");
        };
    }

    private static Quantity quantity(String text) {
        try {
            Quantity quantity = Quantity.of(text);
            if (quantity.isPositive()) {
                return quantity;
            }
        } catch (IllegalArgumentException malformed) {
            throw BybitError.wrongParameter("qty");
        }
        throw BybitError.wrongParameter("qty");
    }

    private static Price price(JsonNode body, String name) {
        try {
            return Price.of(BybitJson.required(body, name));
        } catch (IllegalArgumentException malformed) {
            throw BybitError.wrongParameter(name);
        }
    }
}
