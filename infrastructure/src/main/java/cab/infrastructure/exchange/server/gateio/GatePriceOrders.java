package cab.infrastructure.exchange.server.gateio;

import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Access.OWNER;
import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Quota.ACCOUNT;
import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Quota.CANCELS;
import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Quota.ORDERS;

import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Side;
import cab.infrastructure.exchange.simulated.Placement;
import cab.infrastructure.exchange.simulated.PriceOrderReport;
import cab.infrastructure.exchange.simulated.PriceOrderStatement;
import cab.infrastructure.exchange.simulated.PriceOrderTerms;
import cab.infrastructure.exchange.simulated.RejectCode;
import cab.infrastructure.exchange.simulated.TimeInForce;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Orders that wait for a price. They bind nothing while they wait. Stateless, thread-safe. */
final class GatePriceOrders {

    /** What the account of such an order is called, unlike everywhere else. */
    private static final String ACCOUNT_NAME = "normal";

    private static final Set<String> SOURCES = Set.of("web", "api", "app", "apiv4");

    private GatePriceOrders() {}

    static List<GateEndpoint> endpoints() {
        return List.of(
                new GateEndpoint("POST", "/spot/price_orders", OWNER, ORDERS, GatePriceOrders::create),
                new GateEndpoint("GET", "/spot/price_orders", OWNER, ACCOUNT, GatePriceOrders::list),
                new GateEndpoint("DELETE", "/spot/price_orders", OWNER, CANCELS, GatePriceOrders::cancelAll),
                new GateEndpoint("GET", "/spot/price_orders/*", OWNER, ACCOUNT, GatePriceOrders::get),
                new GateEndpoint("DELETE", "/spot/price_orders/*", OWNER, CANCELS, GatePriceOrders::cancel));
    }

    private static GateAnswer create(GateCall call) {
        PriceOrderTerms terms = terms(call.body(), call.world());
        PriceOrderReport report =
                call.world().venue().ask(desk -> desk.exchange().priceOrders().place(call.account(), terms));
        return switch (report) {
            case PriceOrderReport.Taken(var order) ->
                GateAnswer.created(GateJson.object().put("id", order.id()));
            case PriceOrderReport.Refused(var code, var reason) -> throw refusal(code, reason, terms, call.world());
        };
    }

    private static GateError refusal(RejectCode code, String reason, PriceOrderTerms terms, GateWorld world) {
        if (code != RejectCode.PRICE_ALREADY_REACHED) {
            return GateRefusal.of(code.name(), reason, world.board(terms.symbol()));
        }
        return terms.isOnRise()
                ? new GateError(
                        400, "AUTO_TRIGGER_PRICE_GREATE_LAST", "invalid argument: Trigger.Price must > last_price")
                : new GateError(
                        400, "AUTO_TRIGGER_PRICE_LESS_LAST", "invalid argument: Trigger.Price must < last_price");
    }

    private static PriceOrderTerms terms(JsonNode body, GateWorld world) {
        if (!body.isObject()) {
            throw new GateError(400, "INVALID_REQUEST_BODY", "Invalid request body");
        }
        JsonNode trigger = required(body, "trigger");
        JsonNode put = required(body, "put");
        Symbol symbol = world.symbol(GateOrderReader.required(body, "market"));
        Price price = GateOrderReader.price("trigger.price", GateOrderReader.required(trigger, "price"));
        String rule = GateOrderReader.required(trigger, "rule");
        if (!rule.equals(">=") && !rule.equals("<=")) {
            throw GateError.invalid("invalid argument: trigger.rule");
        }
        long seconds = GateParameters.whole("trigger.expiration", GateOrderReader.required(trigger, "expiration"));
        if (seconds < 1 || seconds > Duration.ofDays(365).toSeconds()) {
            throw GateError.invalid("invalid argument: trigger.expiration");
        }
        return new PriceOrderTerms(price, rule.equals(">="), Duration.ofSeconds(seconds), put(put, symbol));
    }

    private static JsonNode required(JsonNode body, String name) {
        JsonNode member = body.path(name);
        if (!member.isObject()) {
            throw GateError.missing(name);
        }
        return member;
    }

    private static Placement put(JsonNode put, Symbol symbol) {
        if (!GateOrderReader.text(put, "account").orElse(ACCOUNT_NAME).equals(ACCOUNT_NAME)) {
            throw GateError.invalid("invalid argument: put.account");
        }
        Side side = GateOrderReader.side(GateOrderReader.required(put, "side"));
        String type = GateOrderReader.text(put, "type").orElse("limit");
        String timeInForce = GateOrderReader.text(put, "time_in_force").orElse("gtc");
        if (!timeInForce.equals("gtc") && !timeInForce.equals("ioc")) {
            throw GateError.invalid("invalid argument: put.time_in_force");
        }
        String source =
                GateOrderReader.text(put, "text").filter(SOURCES::contains).orElse("api");
        OrderSize.OfBase amount =
                new OrderSize.OfBase(GateOrderReader.quantity("put.amount", GateOrderReader.required(put, "amount")));
        return switch (type) {
            case "limit" ->
                new Placement(
                        new ClientOrderId(source),
                        OrderTerms.limit(
                                symbol,
                                side,
                                amount,
                                GateOrderReader.price("put.price", GateOrderReader.required(put, "price"))),
                        timeInForce.equals("ioc") ? TimeInForce.IMMEDIATE_OR_CANCEL : TimeInForce.GOOD_TILL_CANCELLED,
                        false);
            case "market" ->
                new Placement(
                        new ClientOrderId(source),
                        OrderTerms.market(
                                symbol,
                                side,
                                side == Side.SELL
                                        ? amount
                                        : new OrderSize.OfQuote(
                                                new Money(amount.quantity().value(), symbol.quote()))),
                        TimeInForce.IMMEDIATE_OR_CANCEL,
                        false);
            default -> throw GateError.invalid("invalid argument: put.type");
        };
    }

    private static GateAnswer list(GateCall call) {
        String status = call.parameters().required("status");
        boolean areOpen = status.equals("open");
        if (!areOpen && !status.equals("finished")) {
            throw GateError.invalidParameter("status", GateOrderReader.shortened(status));
        }
        requireAccount(call);
        Optional<Symbol> market = call.pair("market");
        int limit = call.parameters().number("limit", 100, 1, GatePage.LIMIT_MAX);
        int offset = call.parameters().number("offset", 0, 0, Integer.MAX_VALUE);
        List<PriceOrderStatement> found =
                call.world().venue().ask(desk -> desk.exchange().priceOrders().of(call.account(), areOpen));
        ArrayNode rows = GateJson.array();
        found.reversed().stream()
                .filter(order ->
                        market.isEmpty() || market.get().equals(order.terms().symbol()))
                .skip(offset)
                .limit(limit)
                .forEach(order -> rows.add(json(order, call)));
        return GateAnswer.ok(rows);
    }

    private static GateAnswer get(GateCall call) {
        long id = GateParameters.whole("order_id", call.id());
        Optional<PriceOrderStatement> found =
                call.world().venue().ask(desk -> desk.exchange().priceOrders().find(call.account(), id));
        return GateAnswer.ok(json(found.orElseThrow(GatePriceOrders::notFound), call));
    }

    private static GateAnswer cancel(GateCall call) {
        long id = GateParameters.whole("order_id", call.id());
        Optional<PriceOrderStatement> cancelled =
                call.world().venue().ask(desk -> desk.exchange().priceOrders().cancel(call.account(), id));
        return GateAnswer.ok(json(cancelled.orElseThrow(GatePriceOrders::notFound), call));
    }

    private static GateAnswer cancelAll(GateCall call) {
        requireAccount(call);
        Optional<Symbol> market = call.pair("market");
        List<PriceOrderStatement> cancelled = call.world()
                .venue()
                .ask(desk -> desk.exchange().priceOrders().of(call.account(), true).stream()
                        .filter(order -> market.isEmpty()
                                || market.get().equals(order.terms().symbol()))
                        .flatMap(order -> desk.exchange().priceOrders().cancel(call.account(), order.id()).stream())
                        .toList());
        ArrayNode rows = GateJson.array();
        cancelled.forEach(order -> rows.add(json(order, call)));
        return GateAnswer.ok(rows);
    }

    private static void requireAccount(GateCall call) {
        call.parameters()
                .text("account")
                .filter(account -> !account.equals(ACCOUNT_NAME) && !account.equals("spot"))
                .ifPresent(account -> {
                    throw GateError.invalidParameter("account", GateOrderReader.shortened(account));
                });
    }

    private static GateError notFound() {
        return new GateError(404, "ORDER_NOT_FOUND", "Order not found");
    }

    private static ObjectNode json(PriceOrderStatement order, GateCall call) {
        PriceOrderTerms terms = order.terms();
        OrderTerms put = terms.put().terms();
        ObjectNode node = GateJson.object();
        node.putObject("trigger")
                .put("price", terms.trigger().toString())
                .put("rule", rule(terms))
                .put("expiration", terms.lifetime().toSeconds());
        node.putObject("put")
                .put("type", GateOrderJson.type(put))
                .put("side", GateOrderJson.side(put.side()))
                .put("price", put.limit().map(Price::toString).orElse("0"))
                .put("amount", GateOrderJson.amount(put))
                .put("account", ACCOUNT_NAME)
                .put("time_in_force", GateOrderJson.timeInForce(terms.put()))
                .put("text", terms.put().clientOrderId().value());
        return node.put("id", order.id())
                .put("user", call.owner().userId())
                .put("market", GateWorld.pairOf(terms.symbol()))
                .put("ctime", order.createdAtMs() / 1_000)
                .put("ftime", order.endedAtMs() / 1_000)
                .put("fired_order_id", order.firedOrderId())
                .put("status", status(order))
                .put("reason", reason(order));
    }

    static String reason(PriceOrderStatement order) {
        return order.reason().toLowerCase(Locale.ROOT);
    }

    static String rule(PriceOrderTerms terms) {
        return terms.isOnRise() ? ">=" : "<=";
    }

    static String status(PriceOrderStatement order) {
        return switch (order.status()) {
            case OPEN -> "open";
            case CANCELLED -> "cancelled";
            case FINISHED -> "finish";
            case FAILED -> "failed";
            case EXPIRED -> "expired";
        };
    }
}
