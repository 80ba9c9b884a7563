package cab.infrastructure.exchange.gateio;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.CancelReport;
import cab.application.port.FillsReport;
import cab.application.port.LookupReport;
import cab.application.port.OpenOrdersReport;
import cab.application.port.PlacementReport;
import cab.application.port.VenueOrder;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.VenueOrderId;
import cab.infrastructure.exchange.transport.ScriptedExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stops at an exchange that keeps no name of ours for them. */
final class GateioStopsTest {

    private final GateioBench bench = new GateioBench().withRules("tradable");

    @AfterEach
    void end() {
        bench.close();
    }

    @Test
    void aStopBecomesALimitOrderFarThroughItsTrigger() {
        bench.exchange.on("POST /spot/price_orders", 201, "{\"id\":1432329}");
        OrderIntent intent = bench.stop("2", "90.13");

        PlacementReport report = bench.place(intent);

        VenueOrder order = ((PlacementReport.Confirmed) report).order();
        assertThat(order.venueOrderId()).isEqualTo(new VenueOrderId("price-1432329"));
        assertThat(order.state()).isEqualTo(OrderEvent.ACCEPTED);
        assertThat(order.clientOrderId()).isEqualTo(intent.clientOrderId());
        assertThat(bench.exchange.requests("POST /spot/price_orders").getFirst().body())
                .isEqualTo(
                        "{\"trigger\":{\"price\":\"90.13\",\"rule\":\"<=\",\"expiration\":86400},"
                                + "\"put\":{\"type\":\"limit\",\"side\":\"sell\",\"price\":\"81.12\",\"amount\":\"2\","
                                + "\"account\":\"normal\",\"time_in_force\":\"gtc\",\"text\":\"api\"},\"market\":\"BTC_USDT\"}");
    }

    @Test
    void aTriggerOnTheWrongSideOfTheMarketIsRejected() {
        bench.exchange.on(
                "POST /spot/price_orders",
                400,
                "{\"label\":\"AUTO_TRIGGER_PRICE_LESS_LAST\",\"message\":\"Trigger.Price must < last_price\"}");

        assertThat(bench.place(bench.stop("2", "90")))
                .isEqualTo(new PlacementReport.Rejected(
                        PlacementReport.Rejected.TRIGGER_REACHED, "Trigger.Price must < last_price"));
    }

    @Test
    void aStopWithoutAnAnswerIsFoundByItsTermsAndItsTime() {
        bench.exchange.on("POST /spot/price_orders", asked -> new ScriptedExchange.Reply.Reset());
        OrderIntent intent = bench.stop("2", "90");
        assertThat(bench.place(intent)).isInstanceOf(PlacementReport.Unknown.class);
        lists(
                "[" + priceOrder("1", "91", "2", "open", 0, intent.decidedAt())
                        + "," + priceOrder("2", "90", "3", "open", 0, intent.decidedAt())
                        + ","
                        + priceOrder(
                                "3", "90", "2", "open", 0, intent.decidedAt().minusSeconds(60))
                        + "," + priceOrder("4", "90.00", "2.0", "open", 0, intent.decidedAt()) + "]",
                "[]");
        shows("4", priceOrder("4", "90.00", "2.0", "open", 0, intent.decidedAt()));

        LookupReport report = bench.lookUp(Order.of(intent));

        VenueOrder order = ((LookupReport.Found) report).order();
        assertThat(order.venueOrderId()).isEqualTo(new VenueOrderId("price-4"));
        assertThat(order.clientOrderId()).isEqualTo(intent.clientOrderId());
    }

    @Test
    void aStopThatAnotherOrderHasClaimedIsNotTakenForThisOne() {
        OrderIntent first = bench.stop("2", "90");
        OrderIntent second = GateioBench.sibling(first);
        lists("[" + priceOrder("4", "90", "2", "open", 0, first.decidedAt()) + "]", "[]");
        shows("4", priceOrder("4", "90", "2", "open", 0, first.decidedAt()));
        bench.broker.recall(List.of(Order.of(first).named(new VenueOrderId("price-4"))));

        assertThat(bench.lookUp(Order.of(second))).isEqualTo(new LookupReport.NotFound(false));
        assertThat(bench.lookUp(Order.of(first))).isInstanceOf(LookupReport.Found.class);
    }

    @ParameterizedTest
    @CsvSource({
        "open, ACCEPTED",
        "cancelled, CANCELLED",
        "expired, EXPIRED",
        "failed, CANCELLED",
    })
    void aStopStandsWhereTheExchangeSays(String status, OrderEvent state) {
        Order order = known(bench.stop("2", "90"));
        shows("4", priceOrder("4", "90", "2", status, 0, order.intent().decidedAt()));

        LookupReport report = bench.lookUp(order);

        assertThat(((LookupReport.Found) report).order().state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "finish, 0", "never_seen, 0"})
    void aStopWhoseEndIsNotClearIsUnknown(String status, int fired) {
        Order order = known(bench.stop("2", "90"));
        shows("4", priceOrder("4", "90", "2", status, fired, order.intent().decidedAt()));

        assertThat(bench.lookUp(order)).isInstanceOf(LookupReport.Unknown.class);
    }

    @Test
    void aFiredStopStandsWhereItsOrderStands() {
        Order order = known(bench.stop("2", "90"));
        shows("4", priceOrder("4", "90", "2", "finish", 555, order.intent().decidedAt()));
        bench.exchange.on("GET /spot/orders/555", 200, child("open", "0.5", "1.5"));

        LookupReport report = bench.lookUp(order);

        VenueOrder shown = ((LookupReport.Found) report).order();
        assertThat(shown.state()).isEqualTo(OrderEvent.PARTIALLY_FILLED);
        assertThat(shown.filled()).isEqualTo(Quantity.of("1.5"));
        assertThat(shown.venueOrderId()).isEqualTo(new VenueOrderId("price-4"));
        assertThat(shown.clientOrderId()).isEqualTo(order.clientOrderId());
    }

    @Test
    void theFillsOfWhatAStopBecameAreTheStopsAlsoAfterARestart() {
        Order order = known(bench.stop("2", "90"));
        bench.broker.recall(List.of(order));
        shows("4", priceOrder("4", "90", "2", "finish", 555, order.intent().decidedAt()));
        bench.exchange.on(
                "GET /spot/my_trades", 200, """
                [{"id":"9","create_time_ms":"%d","order_id":"555","side":"sell","role":"taker","amount":"1.5",
                  "price":"89","fee":"0.1","fee_currency":"USDT","text":"api"},
                 {"id":"10","create_time_ms":"%d","order_id":"777","side":"sell","role":"taker","amount":"1",
                  "price":"89","fee":"0.1","fee_currency":"USDT","text":"web"}]""".formatted(System.currentTimeMillis(), System.currentTimeMillis()));

        FillsReport report = bench.fills(bench.now().minus(Duration.ofHours(1)));

        List<ClientOrderId> names = ((FillsReport.Known) report)
                .fills().stream().map(fill -> fill.clientOrderId()).toList();
        assertThat(names.getFirst()).isEqualTo(order.clientOrderId());
        assertThat(names.getLast().isOurs()).isFalse();
    }

    @Test
    void openStopsAreOpenOrdersAndForeignOnesAreForeign() {
        Order order = known(bench.stop("2", "90"));
        bench.broker.recall(List.of(order));
        bench.exchange.on("GET /spot/orders", 200, "[]");
        lists(
                "[" + priceOrder("4", "90", "2", "open", 0, order.intent().decidedAt()) + ","
                        + priceOrder("5", "80", "1", "open", 0, order.intent().decidedAt()) + "]",
                "[]");

        List<VenueOrder> open = ((OpenOrdersReport.Known) bench.openOrders()).orders();

        assertThat(open)
                .extracting(VenueOrder::venueOrderId)
                .containsExactly(new VenueOrderId("price-4"), new VenueOrderId("price-5"));
        assertThat(open.getFirst().clientOrderId()).isEqualTo(order.clientOrderId());
        assertThat(open.getLast().clientOrderId().isOurs()).isFalse();
    }

    @Test
    void aWaitingStopIsCancelledAndAFiredOneThroughItsOrder() {
        Order order = known(bench.stop("2", "90"));
        bench.exchange.on(
                "DELETE /spot/price_orders/4",
                200,
                priceOrder("4", "90", "2", "cancelled", 0, order.intent().decidedAt()));
        assertThat(bench.cancel(order)).isInstanceOf(CancelReport.Ended.class);

        Order fired = Order.of(GateioBench.sibling(order.intent())).named(new VenueOrderId("price-5"));
        shows("5", priceOrder("5", "90", "2", "finish", 555, fired.intent().decidedAt()));
        bench.exchange.on("GET /spot/orders/555", 200, child("open", "2", "0"));
        assertThat(bench.lookUp(fired)).isInstanceOf(LookupReport.Found.class);
        bench.exchange.on("DELETE /spot/orders/555", 200, child("cancelled", "2", "0"));
        bench.exchange.on("GET /spot/orders/555", 200, child("cancelled", "2", "0"));

        CancelReport report = bench.cancel(fired);

        assertThat(((CancelReport.Ended) report).order().state()).isEqualTo(OrderEvent.CANCELLED);
        assertThat(bench.exchange.requests("DELETE /spot/price_orders/5")).isEmpty();
    }

    private static Order known(OrderIntent intent) {
        return Order.of(intent).named(new VenueOrderId("price-4"));
    }

    private void lists(String open, String finished) {
        bench.exchange.on(
                "GET /spot/price_orders",
                asked -> ScriptedExchange.json(200, asked.query().contains("status=open") ? open : finished));
    }

    private void shows(String id, String body) {
        bench.exchange.on("GET /spot/price_orders/" + id, 200, body);
    }

    private static String priceOrder(
            String id, String trigger, String amount, String status, int fired, Instant createdAt) {
        return """
                {"trigger":{"price":"%s","rule":"<=","expiration":86400},
                 "put":{"type":"limit","side":"sell","price":"85.5","amount":"%s","account":"normal",
                        "time_in_force":"gtc","text":"api"},
                 "id":%s,"user":1234,"market":"BTC_USDT","ctime":%d,"ftime":0,"fired_order_id":%d,"status":"%s",
                 "reason":""}""".formatted(trigger, amount, id, createdAt.getEpochSecond(), fired, status);
    }

    private static String child(String status, String left, String filled) {
        return """
                {"id":"555","text":"api","create_time_ms":1710488334073,"status":"%s","currency_pair":"BTC_USDT",
                 "type":"limit","side":"sell","amount":"2","price":"85.5","left":"%s","filled_amount":"%s",
                 "filled_total":"0","avg_deal_price":"0","finish_as":"cancelled"}""".formatted(status, left, filled);
    }
}
