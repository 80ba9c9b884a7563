package cab.infrastructure.exchange.server.gateio;

import static org.assertj.core.api.Assertions.assertThat;

import cab.infrastructure.exchange.server.gateio.LocalGate.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the first minute on the market falls from 100 to 90, rises to 110 and comes back to 100. */
final class PriceOrdersTest {

    private final LocalGate gate = new LocalGate(
            GateRules.usual().withoutRateLimits(),
            LocalGate.minutes(100, flat(), new double[] {100, 110, 90, 100, 100_000}, flat(), flat(), flat(), flat()));

    @AfterEach
    void stop() {
        gate.close();
    }

    @Test
    void theOrderIsPlacedWhenThePriceComesAndHasANumberOfItsOwn() {
        String id = waiting("<=", "95", "sell", "94", "2");

        assertThat(status(id)).isEqualTo("open");
        assertThat(locked("BTC")).isEqualTo("0");
        gate.pass(120);

        Answer fired = gate.signed("GET", "/spot/price_orders/" + id, "");
        assertThat(fired.text("status")).isEqualTo("finish");
        String child = fired.text("fired_order_id");
        assertThat(child).isNotEqualTo(id).isNotEqualTo("0");
        Answer order = gate.signed("GET", "/spot/orders/" + child + "?currency_pair=BTC_USDT", "");
        assertThat(order.text("status") + " " + order.text("text")).isEqualTo("closed api");
        // As a taker at the price that triggered it, which is better than its limit.
        assertThat(order.text("avg_deal_price")).isEqualTo("95");
    }

    @Test
    void aRiseIsWaitedForToo() {
        String id = waiting(">=", "105", "sell", "105", "1");
        gate.pass(120);

        assertThat(status(id)).isEqualTo("finish");
        assertThat(gate.signed("GET", "/spot/price_orders?status=finished&market=BTC_USDT", "")
                        .body())
                .hasSize(1);
    }

    @Test
    void anOrderThatTheAccountCannotPayFailsWhenThePriceComes() {
        String id = waiting("<=", "95", "sell", "94", "11");
        gate.pass(120);

        assertThat(status(id)).isEqualTo("failed");
        assertThat(gate.signed("GET", "/spot/price_orders/" + id, "").text("reason"))
                .isEqualTo("balance_not_enough");
    }

    @Test
    void anOrderThatHasWaitedForSoLongAsItMayExpires() {
        String id = waiting("<=", "50", "sell", "49", "1");
        gate.pass(3_599);
        assertThat(status(id)).isEqualTo("open");

        gate.pass(1);

        assertThat(status(id)).isEqualTo("expired");
    }

    @Test
    void aPriceThatHasComeAlreadyIsRefusedByItsLabel() {
        assertThat(refusal("<=", "100")).isEqualTo("AUTO_TRIGGER_PRICE_LESS_LAST");
        assertThat(refusal(">=", "100")).isEqualTo("AUTO_TRIGGER_PRICE_GREATE_LAST");
        assertThat(gate.signed(
                                "POST",
                                "/spot/price_orders",
                                body("<=", "95", "sell", "94", "1").replace("normal", "spot"))
                        .text("message"))
                .isEqualTo("invalid argument: put.account");
    }

    @Test
    void waitingOrdersAreListedAndCancelled() {
        String first = waiting("<=", "95", "sell", "94", "1");
        String second = waiting("<=", "94", "sell", "93", "1");

        assertThat(gate.signed("DELETE", "/spot/price_orders/" + first, "").text("status"))
                .isEqualTo("cancelled");
        Answer open = gate.signed("GET", "/spot/price_orders?status=open&market=BTC_USDT", "");
        assertThat(open.body()).hasSize(1);
        assertThat(open.body().get(0).path("id").asText()).isEqualTo(second);
        assertThat(gate.signed("DELETE", "/spot/price_orders?account=normal&market=BTC_USDT", "")
                        .body())
                .hasSize(1);
        assertThat(gate.signed("DELETE", "/spot/price_orders/" + first, "").label())
                .isEqualTo("ORDER_NOT_FOUND");
    }

    @Test
    void whatIsPendingEndsWhenNobodyCallsInTime() {
        var _ = gate.signed("POST", "/spot/orders", LocalGate.limit("buy", "1", "50", "t-pending"));
        String waiting = waiting("<=", "50", "sell", "49", "1");
        Answer begun = countdown("30");
        assertThat(begun.text("triggerTime")).isEqualTo(Long.toString(gate.startMs + 30_000));

        gate.pass(20);
        var _ = countdown("30");
        gate.pass(29);
        assertThat(openOrders()).isEqualTo(1);
        gate.pass(1);

        assertThat(openOrders()).isZero();
        assertThat(status(waiting)).isEqualTo("open");
    }

    @Test
    void aCountdownIsAtLeastFiveSecondsAndZeroEndsIt() {
        var _ = gate.signed("POST", "/spot/orders", LocalGate.limit("buy", "1", "50", "t-pending"));

        assertThat(countdown("4").label()).isEqualTo("INVALID_PARAM_VALUE");
        assertThat(countdown("5").status()).isEqualTo(200);
        assertThat(countdown("0").status()).isEqualTo(200);
        gate.pass(10);
        assertThat(openOrders()).isEqualTo(1);
    }

    private Answer countdown(String timeout) {
        return gate.signed(
                "POST", "/spot/countdown_cancel_all", "{\"timeout\":" + timeout + ",\"currency_pair\":\"BTC_USDT\"}");
    }

    private int openOrders() {
        return gate.signed("GET", "/spot/orders?currency_pair=BTC_USDT&status=open", "")
                .body()
                .size();
    }

    private String waiting(String rule, String trigger, String side, String price, String amount) {
        Answer taken = gate.signed("POST", "/spot/price_orders", body(rule, trigger, side, price, amount));
        assertThat(taken.status()).as(taken.body().toString()).isEqualTo(201);
        return taken.text("id");
    }

    private String refusal(String rule, String trigger) {
        return gate.signed("POST", "/spot/price_orders", body(rule, trigger, "sell", "94", "1"))
                .label();
    }

    private String status(String id) {
        return gate.signed("GET", "/spot/price_orders/" + id, "").text("status");
    }

    private String locked(String currency) {
        return gate.signed("GET", "/spot/accounts?currency=" + currency, "")
                .body()
                .get(0)
                .path("locked")
                .asText();
    }

    private static String body(String rule, String trigger, String side, String price, String amount) {
        return """
                {"trigger":{"price":"%s","rule":"%s","expiration":3600},"put":{"type":"limit","side":"%s","price":"%s",\
                "amount":"%s","account":"normal","time_in_force":"gtc","text":"api"},"market":"BTC_USDT"}""".formatted(trigger, rule, side, price, amount);
    }

    private static double[] flat() {
        return new double[] {100, 100, 100, 100, 100_000};
    }
}
