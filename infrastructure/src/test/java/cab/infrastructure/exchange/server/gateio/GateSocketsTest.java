package cab.infrastructure.exchange.server.gateio;

import static org.assertj.core.api.Assertions.assertThat;

import cab.infrastructure.exchange.server.WireFaults;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GateSocketsTest {

    private final LocalGate gate = new LocalGate(
            GateRules.usual().withoutRateLimits(),
            LocalGate.minutes(100, candle(100, 110, 90, 105), candle(105, 105, 95, 100), candle(100, 100, 100, 100)));

    private final LocalSocket socket = new LocalSocket(gate);

    @AfterEach
    void stop() {
        socket.close();
        gate.close();
    }

    @Test
    void aPingIsAnswered() {
        socket.say("{\"time\":1,\"channel\":\"spot.ping\"}");

        JsonNode pong = socket.next();
        assertThat(pong.path("channel").asText()).isEqualTo("spot.pong");
        assertThat(pong.path("error").isNull()).isTrue();
    }

    @Test
    void aCandleIsToldWhenItHasClosed() {
        JsonNode answer = socket.subscribe("spot.candlesticks", "[\"1m\",\"BTC_USDT\"]");
        assertThat(answer.path("result").path("status").asText()).isEqualTo("success");
        assertThat(answer.path("id").asInt()).isEqualTo(7);
        assertThat(socket.nextOf("spot.candlesticks").path("w").asBoolean()).isFalse();

        gate.pass(60);

        JsonNode closed = socket.nextOf("spot.candlesticks");
        while (!closed.path("w").asBoolean()) {
            closed = socket.nextOf("spot.candlesticks");
        }
        assertThat(closed.path("n").asText()).isEqualTo("1m_BTC_USDT");
        assertThat(closed.path("o").asText() + closed.path("h").asText()).isEqualTo("100110");
        assertThat(closed.path("l").asText() + closed.path("c").asText()).isEqualTo("90105");
    }

    @Test
    void everyCandleOfATimeThatPassedAtOnceIsToldAsClosed() {
        var _ = socket.subscribe("spot.candlesticks", "[\"1m\",\"BTC_USDT\"]");
        gate.pass(120);

        List<String> closed = new ArrayList<>();
        while (closed.size() < 2) {
            JsonNode candle = socket.nextOf("spot.candlesticks");
            if (candle.path("w").asBoolean()) {
                closed.add(candle.path("c").asText());
            }
        }
        assertThat(closed).containsExactly("105", "100");
    }

    @Test
    void tickersQuotesAndTradesAreTold() {
        var _ = socket.subscribe("spot.tickers", "[\"BTC_USDT\"]");
        assertThat(socket.nextOf("spot.tickers").path("currency_pair").asText()).isEqualTo("BTC_USDT");
        var _ = socket.subscribe("spot.book_ticker", "[\"BTC_USDT\"]");
        assertThat(socket.nextOf("spot.book_ticker").path("s").asText()).isEqualTo("BTC_USDT");
        var _ = socket.subscribe("spot.trades", "[\"BTC_USDT\"]");
        gate.pass(60);
        assertThat(socket.nextOf("spot.trades").path("side").asText()).isIn("buy", "sell");
    }

    @Test
    void anOrderAndItsTradeAreToldToItsOwner() {
        for (String channel : List.of("spot.orders", "spot.usertrades")) {
            assertThat(socket.subscribeSigned(channel, "[\"BTC_USDT\"]", LocalGate.SECRET)
                            .path("error")
                            .isNull())
                    .isTrue();
        }
        assertThat(socket.subscribeSigned("spot.balances", "[]", LocalGate.SECRET)
                        .path("error")
                        .isNull())
                .isTrue();

        var _ = gate.signed("POST", "/spot/orders", LocalGate.limit("buy", "1", "120", "t-told"));

        JsonNode taken = socket.nextOf("spot.orders").get(0);
        assertThat(taken.path("event").asText() + " " + taken.path("text").asText())
                .isEqualTo("put t-told");
        JsonNode trade = socket.nextOf("spot.usertrades").get(0);
        assertThat(trade.path("text").asText()).isEqualTo("t-told");
        assertThat(trade.path("order_id").asText()).isEqualTo(taken.path("id").asText());
        JsonNode ended = socket.nextOf("spot.orders").get(0);
        assertThat(ended.path("event").asText() + " " + ended.path("finish_as").asText())
                .isEqualTo("finish filled");
        assertThat(socket.nextOf("spot.balances")).hasSize(2);
    }

    @Test
    void whoSignsWronglyIsNotTold() {
        assertThat(socket.subscribeSigned("spot.orders", "[\"!all\"]", "wrong")
                        .path("error")
                        .path("code")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void whatIsNotUnderstoodIsRefusedByItsCode() {
        socket.say("{");
        assertThat(socket.next().path("error").path("code").asInt()).isEqualTo(1);
        assertThat(socket.subscribe("spot.nothing", "[]")
                        .path("error")
                        .path("code")
                        .asInt())
                .isEqualTo(2);
        assertThat(socket.subscribe("spot.tickers", "[\"DOGE_USDT\"]")
                        .path("error")
                        .path("code")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aMessageThatComesTwiceIsAFaultThatCanBeAskedFor() {
        try (LocalGate faulty = new LocalGate(
                        GateRules.usual(),
                        LocalGate.minutes(100, candle(100, 110, 90, 105)),
                        WireFaults.parse("ws-duplicate=1", 1));
                LocalSocket customer = new LocalSocket(faulty)) {
            var _ = customer.subscribeSigned("spot.orders", "[\"!all\"]", LocalGate.SECRET);
            var _ = faulty.signed("POST", "/spot/orders", LocalGate.limit("buy", "1", "50", "t-twice"));

            assertThat(customer.nextOf("spot.orders")).isEqualTo(customer.nextOf("spot.orders"));
        }
    }

    private static double[] candle(double open, double high, double low, double close) {
        return new double[] {open, high, low, close, 1_000};
    }
}
