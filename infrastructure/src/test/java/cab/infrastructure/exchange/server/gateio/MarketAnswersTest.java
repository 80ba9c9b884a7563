package cab.infrastructure.exchange.server.gateio;

import static org.assertj.core.api.Assertions.assertThat;

import cab.infrastructure.exchange.server.gateio.LocalGate.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MarketAnswersTest {

    private final LocalGate gate = new LocalGate();

    @AfterEach
    void stop() {
        gate.close();
    }

    @Test
    void anAnswerHasTheFieldsOfTheDocumentation() {
        assertThat(fields(gate.get("/spot/currency_pairs/BTC_USDT").body()))
                .contains(
                        "id",
                        "base",
                        "quote",
                        "fee",
                        "min_base_amount",
                        "min_quote_amount",
                        "max_base_amount",
                        "max_quote_amount",
                        "amount_precision",
                        "precision",
                        "trade_status",
                        "sell_start",
                        "buy_start");
        assertThat(fields(
                        gate.get("/spot/tickers?currency_pair=BTC_USDT").body().get(0)))
                .contains(
                        "currency_pair",
                        "last",
                        "lowest_ask",
                        "highest_bid",
                        "change_percentage",
                        "base_volume",
                        "quote_volume",
                        "high_24h",
                        "low_24h");
        assertThat(fields(gate.signed("GET", "/spot/accounts", "").body().get(0)))
                .containsExactly("currency", "available", "locked", "update_id");
    }

    @Test
    void anOrderAndATradeHaveTheFieldsOfTheDocumentation() {
        JsonNode order = gate.signed("POST", "/spot/orders", LocalGate.limit("buy", "1", "100", "t-shape"))
                .body();

        assertThat(fields(order))
                .containsExactly(
                        "id",
                        "text",
                        "amend_text",
                        "create_time",
                        "update_time",
                        "create_time_ms",
                        "update_time_ms",
                        "status",
                        "currency_pair",
                        "type",
                        "account",
                        "side",
                        "amount",
                        "price",
                        "time_in_force",
                        "iceberg",
                        "left",
                        "filled_amount",
                        "fill_price",
                        "filled_total",
                        "avg_deal_price",
                        "fee",
                        "fee_currency",
                        "point_fee",
                        "gt_fee",
                        "gt_maker_fee",
                        "gt_taker_fee",
                        "gt_discount",
                        "rebated_fee",
                        "rebated_fee_currency",
                        "finish_as");
        assertThat(order.path("create_time_ms").isIntegralNumber()).isTrue();
        assertThat(order.path("amount").isTextual()).isTrue();
        assertThat(fields(gate.signed("GET", "/spot/my_trades?currency_pair=BTC_USDT", "")
                        .body()
                        .get(0)))
                .contains("id", "create_time", "create_time_ms", "order_id", "side", "role", "amount", "price")
                .contains("fee", "fee_currency", "point_fee", "gt_fee", "sequence_id", "text", "currency_pair");
    }

    @Test
    void candlesAreTheOldestFirstAndTheLastIsOpen() {
        Answer answer = gate.get("/spot/candlesticks?currency_pair=BTC_USDT&interval=1m&limit=3");

        List<Long> times = StreamSupport.stream(answer.body().spliterator(), false)
                .map(row -> row.get(0).asLong())
                .toList();
        assertThat(times).containsExactly(1_789_999_860L, 1_789_999_920L, 1_789_999_980L);
        assertThat(answer.body().get(1).get(7).asText()).isEqualTo("true");
        assertThat(answer.body().get(2).get(7).asText()).isEqualTo("false");
    }

    @Test
    void candlesOfEveryLengthAreThere() {
        // At the full second the candle of a second has nothing in it yet.
        gate.nanos.addAndGet(500_000_000);

        assertThat(List.of("1s", "10s", "1m", "5m", "15m", "30m", "1h", "2h", "4h", "8h", "1d", "7d", "30d"))
                .allSatisfy(interval -> assertThat(
                                gate.get("/spot/candlesticks?currency_pair=BTC_USDT&limit=2&interval=" + interval)
                                        .body()
                                        .size())
                        .as(interval)
                        .isEqualTo(2));
        assertThat(gate.get("/spot/candlesticks?currency_pair=BTC_USDT&interval=3m")
                        .label())
                .isEqualTo("INVALID_PARAM_VALUE");
    }

    @Test
    void aThousandCandlesAreGivenAndTenThousandCanBeReached() {
        long now = gate.startMs / 1_000 / 60 * 60;

        assertThat(candles(now - 999 * 60, now).body()).hasSize(1_000);
        assertThat(candles(now - 1_000 * 60, now).label()).isEqualTo("INVALID_PARAM_VALUE");
        assertThat(candles(now - 9_999 * 60, now - 9_990 * 60).body()).hasSize(10);
        Answer tooLongAgo = candles(now - 10_001 * 60, now - 9_990 * 60);
        assertThat(tooLongAgo.label()).isEqualTo("INVALID_PARAM_VALUE");
        assertThat(tooLongAgo.text("message"))
                .isEqualTo("Candlestick too long ago. Maximum 10000 points ago are allowed");
        assertThat(gate.get("/spot/candlesticks?currency_pair=BTC_USDT&interval=1m&limit=5&to=" + now)
                        .label())
                .isEqualTo("INVALID_PARAM_VALUE");
    }

    @Test
    void whoAsksTooOftenIsToldWhen() {
        try (LocalGate limited = new LocalGate(GateRules.usual())) {
            for (int count = 0; count < 10; count++) {
                assertThat(limited.signed("POST", "/spot/orders", LocalGate.limit("buy", "1", "50", "t-" + count))
                                .status())
                        .isEqualTo(201);
            }
            Answer refused = limited.signed("POST", "/spot/orders", LocalGate.limit("buy", "1", "50", "t-10"));
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.label()).isEqualTo("TOO_MANY_REQUESTS");
            assertThat(refused.header("X-Gate-RateLimit-Requests-Remain")).isEqualTo("0");
            assertThat(refused.header("X-Gate-RateLimit-Limit")).isEqualTo("10");

            limited.pass(1);

            assertThat(limited.signed("POST", "/spot/orders", LocalGate.limit("buy", "1", "50", "t-11"))
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void moreThanAThousandTradesAreReadPageByPage() {
        for (int count = 0; count < 1_050; count++) {
            assertThat(gate.signed("POST", "/spot/orders", LocalGate.limit("buy", "0.01", "100", "t-" + count))
                            .text("status"))
                    .isEqualTo("closed");
        }
        Set<String> seen = new HashSet<>();
        for (int page = 1; page <= 2; page++) {
            gate.signed("GET", "/spot/my_trades?currency_pair=BTC_USDT&limit=1000&page=" + page, "")
                    .body()
                    .forEach(trade -> seen.add(trade.path("id").asText()));
        }

        assertThat(seen).hasSize(1_050);
        assertThat(gate.signed("GET", "/spot/my_trades?limit=1000&page=102", "").label())
                .isEqualTo("INVALID_PARAM_VALUE");
    }

    private Answer candles(long from, long to) {
        return gate.get("/spot/candlesticks?currency_pair=BTC_USDT&interval=1m&from=" + from + "&to=" + to);
    }

    private static List<String> fields(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
