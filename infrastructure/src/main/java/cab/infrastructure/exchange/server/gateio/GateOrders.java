package cab.infrastructure.exchange.server.gateio;

import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Access.OWNER;
import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Quota.ACCOUNT;
import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Quota.CANCELS;
import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Quota.ORDERS;

import cab.domain.market.Symbol;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.Side;
import cab.infrastructure.exchange.simulated.OrderStatement;
import cab.infrastructure.exchange.simulated.Placement;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Orders: placed, found, changed, ended, one by one and in batches. Thread-safe. */
final class GateOrders {

    private static final int BATCH_PAIRS_MAX = 4;
    private static final int BATCH_ORDERS_PER_PAIR_MAX = 10;
    private static final int BATCH_CANCELS_MAX = 20;
    private static final int BATCH_AMENDS_MAX = 5;

    private final AmendTexts amendTexts = new AmendTexts();

    List<GateEndpoint> endpoints() {
        return List.of(
                new GateEndpoint("POST", "/spot/orders", OWNER, ORDERS, this::create),
                new GateEndpoint("GET", "/spot/orders", OWNER, ACCOUNT, this::list),
                new GateEndpoint("DELETE", "/spot/orders", OWNER, CANCELS, this::cancelAll),
                new GateEndpoint("GET", "/spot/orders/*", OWNER, ACCOUNT, this::get),
                new GateEndpoint("DELETE", "/spot/orders/*", OWNER, CANCELS, this::cancel),
                new GateEndpoint("PATCH", "/spot/orders/*", OWNER, ORDERS, this::amend),
                new GateEndpoint("GET", "/spot/open_orders", OWNER, ACCOUNT, this::openOrders),
                new GateEndpoint("POST", "/spot/batch_orders", OWNER, ORDERS, this::createBatch),
                new GateEndpoint("POST", "/spot/cancel_batch_orders", OWNER, CANCELS, this::cancelBatch),
                new GateEndpoint("POST", "/spot/amend_batch_orders", OWNER, ORDERS, this::amendBatch));
    }

    private static GateOrderBook book(GateCall call) {
        return new GateOrderBook(
                call.world(), call.account(), call.request().lag().toMillis());
    }

    private ObjectNode json(OrderStatement order) {
        return GateOrderJson.order(order, amendTexts.of(order.id()));
    }

    private GateAnswer create(GateCall call) {
        Placement placement = GateOrderReader.placement(call.body(), call.world());
        return GateAnswer.created(json(book(call).place(placement, call.isExpired())));
    }

    private GateAnswer get(GateCall call) {
        requireAccount(call);
        return GateAnswer.ok(json(book(call).find(call.requiredPair("currency_pair"), call.id())));
    }

    private GateAnswer cancel(GateCall call) {
        requireAccount(call);
        return GateAnswer.ok(json(book(call).cancel(call.requiredPair("currency_pair"), call.id(), call.isExpired())));
    }

    private GateAnswer amend(GateCall call) {
        requireAccount(call);
        // The change may stand in the body, in the query, or in both; the body counts.
        JsonNode body = call.request().body().isEmpty() ? GateJson.object() : call.body();
        Symbol symbol = GateOrderReader.text(body, "currency_pair")
                .or(() -> call.parameters().text("currency_pair"))
                .map(call.world()::symbol)
                .orElseThrow(() -> GateError.missing("currency_pair"));
        return GateAnswer.ok(json(amended(
                call,
                symbol,
                call.id(),
                GateOrderReader.text(body, "amount").or(() -> call.parameters().text("amount")),
                GateOrderReader.text(body, "price").or(() -> call.parameters().text("price")),
                GateOrderReader.text(body, "amend_text")
                        .or(() -> call.parameters().text("amend_text")))));
    }

    private OrderStatement amended(
            GateCall call,
            Symbol symbol,
            String id,
            Optional<String> amount,
            Optional<String> price,
            Optional<String> amendText) {
        if (amount.isEmpty() && price.isEmpty()) {
            throw GateError.missing("amount or price");
        }
        Optional<Quantity> quantity = amount.map(text -> GateOrderReader.quantity("amount", text));
        Optional<Price> limit = price.map(text -> GateOrderReader.price("price", text));
        OrderStatement order = book(call).amend(symbol, id, quantity, limit, call.isExpired());
        amendText.ifPresent(text -> amendTexts.note(order.id(), GateOrderReader.shortened(text)));
        return order;
    }

    private GateAnswer list(GateCall call) {
        requireAccount(call);
        String status = call.parameters().required("status");
        return switch (status) {
            case "open" -> listOpen(call);
            case "finished" -> listFinished(call);
            default -> throw GateError.invalidParameter("status", GateOrderReader.shortened(status));
        };
    }

    private GateAnswer listOpen(GateCall call) {
        GatePage page = GatePage.of(call.parameters(), GatePage.OPEN_MAX);
        return GateAnswer.ok(array(
                page.of(book(call).open(call.requiredPair("currency_pair")).reversed())));
    }

    private GateAnswer listFinished(GateCall call) {
        GatePage page = GatePage.of(call.parameters(), GatePage.LIMIT_MAX);
        GateWindow window = GateWindow.of(call);
        Optional<Side> side = call.parameters().text("side").map(GateOrderReader::side);
        List<Symbol> symbols = call.pair("currency_pair").map(List::of).orElseGet(call.world()::symbols);
        List<OrderStatement> found = book(call).ended(symbols).stream()
                .filter(order -> window.holds(order.updatedAtMs()))
                .filter(order -> side.isEmpty() || order.placement().terms().side() == side.get())
                .toList();
        return GateAnswer.ok(array(page.of(found)));
    }

    private GateAnswer openOrders(GateCall call) {
        requireAccount(call);
        GatePage page = GatePage.of(call.parameters(), GatePage.OPEN_MAX);
        ArrayNode groups = GateJson.array();
        List<Symbol> symbols = call.pair("currency_pair").map(List::of).orElseGet(call.world()::symbols);
        for (Symbol symbol : symbols) {
            List<OrderStatement> open = book(call).open(symbol).reversed();
            if (!open.isEmpty()) {
                groups.addObject()
                        .put("currency_pair", GateWorld.pairOf(symbol))
                        .put("total", open.size())
                        .set("orders", array(page.of(open)));
            }
        }
        return GateAnswer.ok(groups);
    }

    private GateAnswer cancelAll(GateCall call) {
        requireAccount(call);
        Optional<Side> side = call.parameters().text("side").map(GateOrderReader::side);
        List<Symbol> symbols = call.pair("currency_pair").map(List::of).orElseGet(call.world()::symbols);
        return GateAnswer.ok(array(book(call)
                .cancelAll(
                        symbols,
                        order -> side.isEmpty() || order.placement().terms().side() == side.get(),
                        call.isExpired())));
    }

    private GateAnswer createBatch(GateCall call) {
        JsonNode batch = requireArray(call, BATCH_PAIRS_MAX * BATCH_ORDERS_PER_PAIR_MAX);
        Set<String> pairs = new LinkedHashSet<>();
        for (JsonNode order : batch) {
            String pair = GateOrderReader.required(order, "currency_pair");
            pairs.add(pair);
            if (GateOrderReader.text(order, "text").isEmpty()) {
                throw GateError.missing("text");
            }
        }
        if (pairs.size() > BATCH_PAIRS_MAX) {
            throw new GateError(400, "TOO_MANY_CURRENCY_PAIRS", "Too many currency pairs in one batch");
        }
        ArrayNode answers = GateJson.array();
        for (JsonNode order : batch) {
            answers.add(each(
                    GateOrderReader.text(order, "text").orElse(""),
                    () -> json(book(call).place(GateOrderReader.placement(order, call.world()), call.isExpired()))));
        }
        return GateAnswer.ok(answers);
    }

    private GateAnswer amendBatch(GateCall call) {
        ArrayNode answers = GateJson.array();
        for (JsonNode change : requireArray(call, BATCH_AMENDS_MAX)) {
            String id = GateOrderReader.required(change, "order_id");
            answers.add(each(
                    id,
                    () -> json(amended(
                            call,
                            call.world().symbol(GateOrderReader.required(change, "currency_pair")),
                            id,
                            GateOrderReader.text(change, "amount"),
                            GateOrderReader.text(change, "price"),
                            GateOrderReader.text(change, "amend_text")))));
        }
        return GateAnswer.ok(answers);
    }

    private GateAnswer cancelBatch(GateCall call) {
        ArrayNode answers = GateJson.array();
        for (JsonNode wanted : requireArray(call, BATCH_CANCELS_MAX)) {
            String id = GateOrderReader.required(wanted, "id");
            String pair = GateOrderReader.required(wanted, "currency_pair");
            ObjectNode answer =
                    GateJson.object().put("currency_pair", pair).put("id", id).put("text", id);
            try {
                OrderStatement order = book(call).cancel(call.world().symbol(pair), id, call.isExpired());
                answer.put("id", Long.toString(order.id()))
                        .put("text", GateOrderJson.text(order.placement()))
                        .put("succeeded", true)
                        .putNull("label")
                        .putNull("message");
            } catch (GateError refusal) {
                answer.put("succeeded", false).put("label", refusal.label()).put("message", refusal.message());
            }
            answers.add(answer);
        }
        return GateAnswer.ok(answers);
    }

    /** One answer of a batch: what is refused does not keep the others back. */
    private static ObjectNode each(String name, Supplier<ObjectNode> work) {
        try {
            ObjectNode order = work.get();
            ObjectNode answer = GateJson.object()
                    .put("order_id", order.path("id").asText())
                    .put("amend_text", order.path("amend_text").asText())
                    .put("text", order.path("text").asText())
                    .put("succeeded", true)
                    .put("label", "")
                    .put("message", "");
            answer.setAll(order);
            return answer;
        } catch (GateError refusal) {
            return GateJson.object()
                    .put("text", name)
                    .put("succeeded", false)
                    .put("label", refusal.label())
                    .put("message", refusal.message());
        }
    }

    private static JsonNode requireArray(GateCall call, int most) {
        JsonNode body = call.body();
        if (!body.isArray() || body.isEmpty()) {
            throw new GateError(400, "INVALID_REQUEST_BODY", "Invalid request body");
        }
        if (body.size() > most) {
            throw GateError.invalid("Too many orders in one batch: at most " + most + " are allowed");
        }
        return body;
    }

    private static void requireAccount(GateCall call) {
        call.parameters().text("account").ifPresent(account -> GateOrderReader.requireAccount("account", account));
    }

    private ArrayNode array(List<OrderStatement> orders) {
        ArrayNode array = GateJson.array();
        orders.forEach(order -> array.add(json(order)));
        return array;
    }
}
