package cab.infrastructure.exchange.server.bybit;

import cab.application.port.CancelReport;
import cab.application.port.PlacementReport;
import cab.domain.market.Symbol;
import cab.domain.order.VenueOrderId;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.OrderReference;
import cab.infrastructure.exchange.simulated.OrderStatement;
import cab.infrastructure.exchange.simulated.Placement;
import cab.infrastructure.exchange.simulated.RejectCode;
import cab.infrastructure.exchange.simulated.ServedVenue;
import cab.infrastructure.exchange.simulated.Trade;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Orders and fills of an account. A placement and a cancellation answer with names alone. Stateless, thread-safe. */
final class BybitOrders {

    private static final int ORDERS_PAGE_MAX = 50;
    private static final int FILLS_PAGE_MAX = 100;
    private static final int PAGE_DEFAULT = 20;

    private static final Comparator<Trade> LATEST_FIRST = Comparator.comparingLong(
                    (Trade trade) -> trade.fill().at().toEpochMilli())
            .thenComparingLong(trade -> Long.parseLong(trade.fill().tradeId().value()))
            .reversed();

    private BybitOrders() {}

    static List<BybitEndpoint> endpoints() {
        return List.of(
                BybitEndpoint.change("/v5/order/create", BybitOrders::create),
                BybitEndpoint.change("/v5/order/cancel", BybitOrders::cancel),
                BybitEndpoint.question("/v5/order/realtime", BybitOrders::now),
                BybitEndpoint.question("/v5/order/history", BybitOrders::past),
                BybitEndpoint.question("/v5/execution/list", BybitOrders::fills));
    }

    private static ObjectNode create(BybitCall call) {
        JsonNode body = call.body();
        MarketBoard board = call.world().board(BybitJson.required(body, "symbol"));
        Placement placement =
                BybitOrderReader.placement(body, board.instrument().symbol());
        BooleanSupplier isExpired = call.owner().isExpired();
        Outcome outcome = call.world().venue().ask(desk -> placed(desk, call, placement, isExpired));
        return names(outcome.orThrow());
    }

    private static Outcome placed(
            ServedVenue.Desk desk, BybitCall call, Placement placement, BooleanSupplier isExpired) {
        Symbol symbol = placement.terms().symbol();
        if (isExpired.getAsBoolean()) {
            return Outcome.refused(BybitError.expired());
        }
        OrderReference name = new OrderReference.ByClientId(symbol, placement.clientOrderId());
        if (placement.isNamed()
                && desk.exchange().statement(call.account(), name).isPresent()) {
            return Outcome.refused(new BybitError(BybitError.NAME_TAKEN, "Duplicate clientOrderId"));
        }
        List<Outcome> outcome = new ArrayList<>(1);
        desk.exchange()
                .place(
                        call.account(),
                        placement,
                        report -> outcome.add(
                                switch (report) {
                                    case PlacementReport.Confirmed(var order) ->
                                        Outcome.of(desk.exchange()
                                                .statement(
                                                        call.account(),
                                                        new OrderReference.ByVenueId(symbol, order.venueOrderId()))
                                                .orElseThrow());
                                    case PlacementReport.Rejected(var code, var reason) ->
                                        Outcome.refused(refusal(code, reason));
                                    case PlacementReport.Unknown(var cause) ->
                                        Outcome.refused(new BybitError(BybitError.SERVER_FAULT, cause));
                                }));
        return outcome.getFirst();
    }

    private static BybitError refusal(String code, String reason) {
        return switch (RejectCode.valueOf(code)) {
            case REQUEST_EXPIRED -> BybitError.expired();
            case UNKNOWN_SYMBOL -> new BybitError(BybitError.NO_SUCH_SYMBOL, "Invalid symbol.");
            case PRICE_TICK -> new BybitError(170_134, "Order price has too many decimals.");
            case QUANTITY_STEP -> new BybitError(170_137, "Order quantity has too many decimals.");
            case QUANTITY_TOO_SMALL -> new BybitError(170_136, "Order quantity exceeded lower limit.");
            case NOTIONAL_TOO_SMALL -> new BybitError(170_140, "Order value exceeded lower limit.");
            case BALANCE_NOT_ENOUGH -> new BybitError(170_131, "Insufficient balance.");
            case DUPLICATE_CLIENT_ORDER_ID -> new BybitError(BybitError.NAME_TAKEN, "Duplicate clientOrderId");
            case TOO_MANY_OPEN_ORDERS -> new BybitError(170_810, "Too many open orders.");
            case TRADING_HALTED -> new BybitError(170_151, "The symbol is not traded at the moment.");
            case TRIGGER_ALREADY_REACHED,
                    POST_ONLY_WOULD_TAKE,
                    FILL_OR_KILL_UNFILLABLE,
                    PRICE_ALREADY_REACHED,
                    NO_CHANGE -> BybitError.wrong(reason);
        };
    }

    private static ObjectNode cancel(BybitCall call) {
        JsonNode body = call.body();
        Symbol symbol = call.world()
                .board(BybitJson.required(body, "symbol"))
                .instrument()
                .symbol();
        OrderReference reference = reference(
                        symbol, BybitJson.member(body, "orderId"), BybitJson.member(body, "orderLinkId"))
                .orElseThrow(() -> BybitError.wrongParameter("orderId"));
        boolean isStop = BybitJson.member(body, "orderFilter")
                .filter(BybitOrderJson.STOP::equals)
                .isPresent();
        BooleanSupplier isExpired = call.owner().isExpired();
        Outcome outcome = call.world().venue().ask(desk -> {
            if (isExpired.getAsBoolean()) {
                return Outcome.refused(BybitError.expired());
            }
            return desk.exchange()
                    .statement(call.account(), reference)
                    .filter(order -> order.isOpen() && isWaiting(order) == isStop)
                    .map(order -> {
                        List<CancelReport> report = new ArrayList<>(1);
                        desk.exchange().cancel(call.account(), byId(symbol, order), report::add);
                        return Outcome.of(order);
                    })
                    .orElseGet(
                            () -> Outcome.refused(new BybitError(BybitError.NO_SUCH_ORDER, "Order does not exist.")));
        });
        return names(outcome.orThrow());
    }

    /** A stop whose price has come is an order like any other. */
    private static boolean isWaiting(OrderStatement order) {
        return BybitOrderJson.isStop(order.placement().terms())
                && order.filled().signum() == 0;
    }

    private static OrderReference byId(Symbol symbol, OrderStatement order) {
        return new OrderReference.ByVenueId(symbol, new VenueOrderId(Long.toString(order.id())));
    }

    private static ObjectNode names(OrderStatement order) {
        return BybitJson.object()
                .put("orderId", Long.toString(order.id()))
                .put("orderLinkId", BybitOrderJson.linkId(order));
    }

    private static Optional<OrderReference> reference(Symbol symbol, Optional<String> id, Optional<String> linkId) {
        if (id.isPresent()) {
            return Optional.of(new OrderReference.ByVenueId(symbol, new VenueOrderId(id.get())));
        }
        return linkId.map(name -> new OrderReference.ByClientId(symbol, BybitOrderReader.name(name)));
    }

    private static Optional<OrderReference> reference(BybitCall call, Symbol symbol) {
        return reference(symbol, call.parameter("orderId"), call.parameter("orderLinkId"));
    }

    /** Open orders, or the one that is named, whether it is open or not. */
    private static ObjectNode now(BybitCall call) {
        call.requireSpot();
        Symbol symbol = call.board().instrument().symbol();
        Optional<OrderReference> named = reference(call, symbol);
        List<OrderStatement> found = call.world()
                .venue()
                .ask(desk -> named.map(reference -> desk.exchange().statement(call.account(), reference).stream()
                                .toList())
                        .orElseGet(() -> desk.exchange().openStatements(call.account(), symbol)));
        List<OrderStatement> shown = found.stream()
                .filter(order -> call.isVisible(order.placedAtMs()))
                .sorted(Comparator.comparingLong(OrderStatement::id).reversed())
                .toList();
        return BybitPages.page(call, shown, PAGE_DEFAULT, ORDERS_PAGE_MAX, BybitOrderJson::order);
    }

    private static ObjectNode past(BybitCall call) {
        call.requireSpot();
        Symbol symbol = call.board().instrument().symbol();
        BybitPages.Window window = BybitPages.window(call);
        Optional<String> id = call.parameter("orderId");
        Optional<String> linkId = call.parameter("orderLinkId");
        List<OrderStatement> shown =
                call.world().venue().ask(desk -> desk.exchange().endedStatements(call.account(), symbol)).stream()
                        .filter(order -> window.has(order.placedAtMs()) && call.isVisible(order.updatedAtMs()))
                        .filter(order -> id.isEmpty() || id.get().equals(Long.toString(order.id())))
                        .filter(order -> linkId.isEmpty() || linkId.get().equals(BybitOrderJson.linkId(order)))
                        .sorted(Comparator.comparingLong(OrderStatement::id).reversed())
                        .toList();
        return BybitPages.page(call, shown, PAGE_DEFAULT, ORDERS_PAGE_MAX, BybitOrderJson::order);
    }

    private static ObjectNode fills(BybitCall call) {
        call.requireSpot();
        Symbol symbol = call.board().instrument().symbol();
        BybitPages.Window window = BybitPages.window(call);
        Optional<String> id = call.parameter("orderId");
        Optional<String> linkId = call.parameter("orderLinkId");
        List<Trade> shown = call.world().venue().ask(desk -> desk.exchange().trades(call.account(), symbol)).stream()
                .filter(trade -> window.has(trade.fill().at().toEpochMilli()))
                .filter(trade -> call.isVisible(trade.fill().at().toEpochMilli()))
                .filter(trade -> id.isEmpty() || id.get().equals(Long.toString(trade.orderId())))
                .filter(trade -> linkId.isEmpty()
                        || (trade.isNamed()
                                && linkId.get()
                                        .equals(trade.fill().clientOrderId().value())))
                .sorted(LATEST_FIRST)
                .toList();
        return BybitPages.page(call, shown, PAGE_DEFAULT, FILLS_PAGE_MAX, BybitOrderJson::execution);
    }

    /** What came of a change on the exchange's thread, where nothing may be thrown; exactly one of the two is there. */
    private record Outcome(Optional<OrderStatement> order, Optional<BybitError> refusal) {

        private static Outcome of(OrderStatement order) {
            return new Outcome(Optional.of(order), Optional.empty());
        }

        private static Outcome refused(BybitError refusal) {
            return new Outcome(Optional.empty(), Optional.of(refusal));
        }

        private OrderStatement orThrow() {
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            return order.orElseThrow();
        }
    }
}
