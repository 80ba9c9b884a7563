package cab.infrastructure.exchange.server.gateio;

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
import java.util.Set;

/** Reads orders as customers write them: numbers as text or as numbers, nulls as if absent. Stateless, thread-safe. */
final class GateOrderReader {

    /** What a name of an order starts with. */
    static final String NAME_PREFIX = "t-";

    /** What the exchange calls an order that its owner gave no name. */
    static final String UNNAMED = "apiv4";

    private static final Set<String> ACCOUNTS = Set.of("spot", "unified");

    private GateOrderReader() {}

    /** The order that {@code body} asks for. */
    static Placement placement(JsonNode body, GateWorld world) {
        if (!body.isObject()) {
            throw new GateError(400, "INVALID_REQUEST_BODY", "Invalid request body");
        }
        Symbol symbol = world.symbol(required(body, "currency_pair"));
        requireAccount(body);
        Side side = side(required(body, "side"));
        String type = text(body, "type").orElse("limit");
        return switch (type) {
            case "limit" -> limit(body, symbol, side);
            case "market" -> market(body, symbol, side);
            default -> throw GateError.invalidParameter("type", type);
        };
    }

    static void requireAccount(JsonNode body) {
        text(body, "account").ifPresent(account -> requireAccount("account", account));
    }

    static void requireAccount(String name, String account) {
        if (!ACCOUNTS.contains(account)) {
            throw GateError.invalidParameter(name, account);
        }
    }

    /** The value of a member; what is null or empty counts as absent. */
    static Optional<String> text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isContainerNode()) {
            throw GateError.invalidParameter(name, value.getNodeType().name());
        }
        return Optional.of(value.asText()).filter(text -> !text.isEmpty());
    }

    static String required(JsonNode body, String name) {
        return text(body, name).orElseThrow(() -> GateError.missing(name));
    }

    static Side side(String text) {
        return switch (text) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw GateError.invalidParameter("side", text);
        };
    }

    static Quantity quantity(String name, String text) {
        try {
            Quantity quantity = Quantity.of(text);
            if (quantity.isPositive()) {
                return quantity;
            }
        } catch (IllegalArgumentException malformed) {
            throw GateError.invalidParameter(name, shortened(text));
        }
        throw GateError.invalidParameter(name, shortened(text));
    }

    static Price price(String name, String text) {
        try {
            return Price.of(text);
        } catch (IllegalArgumentException malformed) {
            throw GateError.invalidParameter(name, shortened(text));
        }
    }

    /** The name behind {@code t-}. */
    static ClientOrderId name(String text) {
        if (!text.startsWith(NAME_PREFIX)) {
            throw GateError.invalidParameter("text", shortened(text));
        }
        try {
            return new ClientOrderId(text.substring(NAME_PREFIX.length()));
        } catch (IllegalArgumentException malformed) {
            throw GateError.invalidParameter("text", shortened(text));
        }
    }

    static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64);
    }

    private static Placement limit(JsonNode body, Symbol symbol, Side side) {
        OrderTerms terms = OrderTerms.limit(
                symbol,
                side,
                new OrderSize.OfBase(quantity("amount", required(body, "amount"))),
                price("price", required(body, "price")));
        String given = text(body, "time_in_force").orElse("gtc");
        TimeInForce timeInForce = switch (given) {
            case "gtc" -> TimeInForce.GOOD_TILL_CANCELLED;
            case "ioc" -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case "poc" -> TimeInForce.POST_ONLY;
            case "fok" -> TimeInForce.FILL_OR_KILL;
            default -> throw GateError.invalidParameter("time_in_force", shortened(given));
        };
        return named(body, terms, timeInForce);
    }

    private static Placement market(JsonNode body, Symbol symbol, Side side) {
        Quantity amount = quantity("amount", required(body, "amount"));
        OrderSize size = side == Side.BUY
                ? new OrderSize.OfQuote(new Money(amount.value(), symbol.quote()))
                : new OrderSize.OfBase(amount);
        // Absent is what a limit order would have; a market order that says nothing is meant to be immediate.
        String given = text(body, "time_in_force").orElse("ioc");
        TimeInForce timeInForce = switch (given) {
            case "ioc" -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case "fok" -> TimeInForce.FILL_OR_KILL;
            default -> throw GateError.invalidParameter("time_in_force", shortened(given));
        };
        return named(body, OrderTerms.market(symbol, side, size), timeInForce);
    }

    private static Placement named(JsonNode body, OrderTerms terms, TimeInForce timeInForce) {
        return text(body, "text")
                .map(text -> new Placement(name(text), terms, timeInForce, true))
                .orElseGet(() -> new Placement(new ClientOrderId(UNNAMED), terms, timeInForce, false));
    }
}
