package cab.infrastructure.exchange.server.gateio;

import static cab.infrastructure.exchange.server.gateio.LocalGate.limit;
import static org.assertj.core.api.Assertions.assertThat;

import cab.infrastructure.exchange.server.gateio.LocalGate.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OrderRoundTripTest {

    private final LocalGate gate = new LocalGate();

    @AfterEach
    void stop() {
        gate.close();
    }

    @Test
    void anOrderIsPlacedFoundByNumberAndNameAndCancelled() {
        Answer placed = gate.signed("POST", "/spot/orders", limit("buy", "1", "90", "t-first"));

        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.text("status")).isEqualTo("open");
        assertThat(placed.text("left")).isEqualTo("1");
        assertThat(placed.text("finish_as")).isEqualTo("open");
        assertThat(available("USDT")).isEqualTo("9910");
        String id = placed.text("id");
        assertThat(gate.signed("GET", "/spot/orders/" + id + "?currency_pair=BTC_USDT", "")
                        .text("text"))
                .isEqualTo("t-first");
        assertThat(gate.signed("GET", "/spot/orders/t-first?currency_pair=BTC_USDT", "")
                        .text("id"))
                .isEqualTo(id);
        Answer cancelled = gate.signed("DELETE", "/spot/orders/t-first?currency_pair=BTC_USDT", "");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text("status")).isEqualTo("cancelled");
        assertThat(available("USDT")).isEqualTo("10000");
        assertThat(gate.signed("DELETE", "/spot/orders/" + id + "?currency_pair=BTC_USDT", "")
                        .label())
                .isEqualTo("ORDER_CANCELLED");
    }

    @Test
    void aMarketBuyIsForAnAmountOfQuoteAndPaysItsFeeInTheCoin() {
        Answer bought = gate.signed("POST", "/spot/orders", """
                {"currency_pair":"BTC_USDT","type":"market","account":"spot","side":"buy","amount":250,\
                "time_in_force":"ioc","price":null,"text":null,"iceberg":null}""");

        assertThat(bought.status()).isEqualTo(201);
        assertThat(bought.text("status")).isEqualTo("closed");
        assertThat(bought.text("filled_amount")).isEqualTo("2.5");
        assertThat(bought.text("filled_total")).isEqualTo("250");
        assertThat(bought.text("avg_deal_price")).isEqualTo("100");
        assertThat(bought.text("fee") + " " + bought.text("fee_currency")).isEqualTo("0.005 BTC");
        assertThat(bought.text("text")).isEqualTo("apiv4");
        assertThat(available("BTC")).isEqualTo("12.495");
        Answer trades = gate.signed("GET", "/spot/my_trades?currency_pair=BTC_USDT", "");
        assertThat(trades.body()).hasSize(1);
        assertThat(trades.body().get(0).path("order_id").asText()).isEqualTo(bought.text("id"));
    }

    @Test
    void theLatestOfTwoOrdersOfOneNameIsFoundByIt() {
        String first = gate.signed("POST", "/spot/orders", limit("buy", "1", "90", "t-twice"))
                .text("id");
        String second = gate.signed("POST", "/spot/orders", limit("buy", "1", "91", "t-twice"))
                .text("id");

        assertThat(second).isNotEqualTo(first);
        assertThat(gate.signed("GET", "/spot/orders/t-twice?currency_pair=BTC_USDT", "")
                        .text("id"))
                .isEqualTo(second);
        assertThat(gate.signed("GET", "/spot/orders?currency_pair=BTC_USDT&status=open", "")
                        .body())
                .hasSize(2);
    }

    @Test
    void aNameIsForgottenAnHourBehindTheEndOfItsOrder() {
        String id = gate.signed("POST", "/spot/orders", limit("buy", "1", "100", "t-filled"))
                .text("id");
        gate.pass(3_599);
        assertThat(gate.signed("GET", "/spot/orders/t-filled?currency_pair=BTC_USDT", "")
                        .status())
                .isEqualTo(200);

        gate.pass(1);

        assertThat(gate.signed("GET", "/spot/orders/t-filled?currency_pair=BTC_USDT", "")
                        .label())
                .isEqualTo("CLIENT_ID_NOT_FOUND");
        assertThat(gate.signed("GET", "/spot/orders/" + id + "?currency_pair=BTC_USDT", "")
                        .text("status"))
                .isEqualTo("closed");
    }

    @Test
    void whatIsWrongWithAnOrderIsSaidByItsLabel() {
        assertThat(refusal(limit("buy", "1", "90", "abc"))).isEqualTo("INVALID_PARAM_VALUE");
        assertThat(refusal(limit("buy", "1", "90", "t-" + "x".repeat(28)))).isEmpty();
        assertThat(refusal(limit("buy", "1", "90", "t-" + "x".repeat(29)))).isEqualTo("INVALID_PARAM_VALUE");
        assertThat(refusal(limit("buy", "1", "90.001", "t-tick"))).isEqualTo("INVALID_PRECISION");
        assertThat(refusal(limit("buy", "1.0001", "90", "t-step"))).isEqualTo("INVALID_PRECISION");
        assertThat(refusal(limit("buy", "0.001", "90", "t-small"))).isEqualTo("INVALID_PARAM_VALUE");
        assertThat(refusal(limit("buy", "1000", "90", "t-poor"))).isEqualTo("BALANCE_NOT_ENOUGH");
        assertThat(refusal(limit("buy", "-1", "90", "t-minus"))).isEqualTo("INVALID_PARAM_VALUE");
        assertThat(refusal(limit("buy", "1e999999999", "90", "t-huge"))).isEqualTo("INVALID_PARAM_VALUE");
        assertThat(refusal(limit("hold", "1", "90", "t-side"))).isEqualTo("INVALID_PARAM_VALUE");
        assertThat(refusal(limit("buy", "1", "90", "t-x").replace("BTC_USDT", "DOGE_USDT")))
                .isEqualTo("INVALID_CURRENCY_PAIR");
        assertThat(refusal(limit("buy", "1", "100", "t-poc").replace("gtc", "poc")))
                .isEqualTo("POC_FILL_IMMEDIATELY");
        assertThat(refusal(limit("buy", "1", "90", "t-margin").replace("\"spot\"", "\"margin\"")))
                .isEqualTo("INVALID_PARAM_VALUE");
        assertThat(refusal("{")).isEqualTo("INVALID_REQUEST_BODY");
        assertThat(refusal("[]")).isEqualTo("INVALID_REQUEST_BODY");
        assertThat(refusal("{}")).isEqualTo("MISSING_REQUIRED_PARAM");
    }

    @Test
    void aRequestThatArrivesBehindItsDeadlineIsNotServed() {
        long nowMs = gate.venue().clock().millis();

        assertThat(placedBy(nowMs - 1).label()).isEqualTo("REQUEST_EXPIRED");
        assertThat(placedBy(nowMs).status()).isEqualTo(201);
        assertThat(gate.signed("GET", "/spot/open_orders", "").body()).hasSize(1);
    }

    @Test
    void accountsSeeOnlyTheirOwn() {
        String id = gate.signed("POST", "/spot/orders", limit("buy", "1", "90", "t-mine"))
                .text("id");

        Answer strange =
                gate.signed("GET", "/spot/orders/" + id + "?currency_pair=BTC_USDT", "", "other-key", Map.of());

        assertThat(strange.status()).isEqualTo(404);
        assertThat(strange.label()).isEqualTo("ORDER_NOT_FOUND");
        assertThat(gate.signed("GET", "/spot/open_orders", "", "other-key", Map.of())
                        .body())
                .isEmpty();
    }

    @Test
    void whoSignsWronglyLearnsWhy() {
        String timestamp = Long.toString(gate.startMs / 1_000);

        assertThat(gate.get("/spot/accounts").label()).isEqualTo("MISSING_REQUIRED_HEADER");
        assertThat(gate.signed("GET", "/spot/accounts", "", "nobody", Map.of()).label())
                .isEqualTo("INVALID_KEY");
        assertThat(gate.send(gate.request("GET", "/spot/accounts", "")
                                .header("KEY", LocalGate.KEY)
                                .header("Timestamp", timestamp)
                                .header("SIGN", "00"))
                        .label())
                .isEqualTo("INVALID_SIGNATURE");
    }

    @Test
    void aTimestampMayBeAMinuteOffAndNoMore() {
        long seconds = gate.startMs / 1_000;

        assertThat(signedAt(seconds - 60)).isEqualTo(200);
        assertThat(signedAt(seconds + 60)).isEqualTo(200);
        assertThat(signedAt(seconds - 61)).isEqualTo(401);
        assertThat(signedAt(seconds + 61)).isEqualTo(401);
    }

    @Test
    void anOrderOfABatchThatIsRefusedDoesNotKeepTheOthersBack() {
        Answer batch = gate.signed(
                "POST",
                "/spot/batch_orders",
                "[" + limit("buy", "1", "90", "t-good") + "," + limit("buy", "1000", "90", "t-poor") + "]");

        assertThat(batch.status()).isEqualTo(200);
        assertThat(StreamSupport.stream(batch.body().spliterator(), false)
                        .map(each -> each.path("text").asText() + " "
                                + each.path("succeeded").asBoolean() + " "
                                + each.path("label").asText()))
                .isEqualTo(List.of("t-good true ", "t-poor false BALANCE_NOT_ENOUGH"));
        Answer cancelled = gate.signed("POST", "/spot/cancel_batch_orders", """
                [{"currency_pair":"BTC_USDT","id":"t-good"},{"currency_pair":"BTC_USDT","id":"77"}]""");
        assertThat(cancelled.body().get(0).path("succeeded").asBoolean()).isTrue();
        assertThat(cancelled.body().get(1).path("label").asText()).isEqualTo("ORDER_NOT_FOUND");
    }

    @Test
    void anAmendedOrderAsksForSomethingElse() {
        String id = gate.signed("POST", "/spot/orders", limit("buy", "1", "90", "t-amended"))
                .text("id");

        Answer amended = gate.signed(
                "PATCH",
                "/spot/orders/" + id + "?currency_pair=BTC_USDT&account=spot",
                "{\"price\":\"89\",\"amount\":\"2\",\"amend_text\":\"lower\"}");

        assertThat(amended.status()).isEqualTo(200);
        assertThat(amended.text("price") + " " + amended.text("amount") + " " + amended.text("amend_text"))
                .isEqualTo("89 2 lower");
        assertThat(available("USDT")).isEqualTo("9822");
    }

    @Test
    void withoutAPairAllOrdersAreCancelled() {
        var _ = gate.signed("POST", "/spot/orders", limit("buy", "1", "90", "t-btc"));
        var _ = gate.signed(
                "POST", "/spot/orders", limit("buy", "1", "9", "t-eth").replace("BTC_", "ETH_"));

        assertThat(gate.signed("DELETE", "/spot/orders?currency_pair=BTC_USDT&side=sell", "")
                        .body())
                .isEmpty();
        assertThat(gate.signed("DELETE", "/spot/orders", "").body()).hasSize(2);
        assertThat(available("USDT")).isEqualTo("10000");
    }

    private int signedAt(long seconds) {
        return gate.signedAt(Long.toString(seconds), "GET", "/spot/accounts", "", LocalGate.KEY, Map.of())
                .status();
    }

    private Answer placedBy(long deadlineMs) {
        return gate.signed(
                "POST",
                "/spot/orders",
                limit("buy", "1", "90", "t-deadline"),
                LocalGate.KEY,
                Map.of("X-Gate-Exptime", Long.toString(deadlineMs)));
    }

    private String refusal(String order) {
        return gate.signed("POST", "/spot/orders", order).label();
    }

    private String available(String currency) {
        return gate.signed("GET", "/spot/accounts?currency=" + currency, "")
                .body()
                .get(0)
                .path("available")
                .asText();
    }
}
