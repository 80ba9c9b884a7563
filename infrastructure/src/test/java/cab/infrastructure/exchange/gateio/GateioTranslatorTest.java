package cab.infrastructure.exchange.gateio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cab.application.port.VenueOrder;
import cab.domain.market.Symbol;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.OrderEvent;
import cab.infrastructure.exchange.live.OrderNames;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.WireTime;
import cab.infrastructure.marketdata.SeededRandom;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of the documentation, and what becomes of numbers and states in all their combinations. */
final class GateioTranslatorTest {

    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");

    private static final String DOCUMENTED_ORDER = """
            {"id":"1852454420","text":"t-abc123","amend_text":"-","create_time":"1710488334","update_time":"1710488334",
             "create_time_ms":1710488334073,"update_time_ms":1710488334074,"status":"closed","currency_pair":"BTC_USDT",
             "type":"limit","account":"unified","side":"buy","amount":"0.001","price":"65000","time_in_force":"gtc",
             "iceberg":"0","left":"0","filled_amount":"0.001","fill_price":"63.4693","filled_total":"63.4693",
             "avg_deal_price":"63469.3","fee":"0.00000022","fee_currency":"BTC","point_fee":"0","gt_fee":"0",
             "gt_discount":false,"rebated_fee":"0","rebated_fee_currency":"USDT","finish_as":"filled"}""";

    private static final String DOCUMENTED_TRADE = """
            {"id":"1232893232","create_time":"1548000000","create_time_ms":"1548000000123.456","order_id":"4128442423",
             "side":"buy","role":"maker","amount":"0.15","price":"0.03","fee":"0.0005","fee_currency":"ETH",
             "point_fee":"0","gt_fee":"0","sequence_id":"588018","text":"t-test"}""";

    private static final String STREAMED_ORDER = """
            {"id":"399123456","text":"t-testtext","create_time":"1694655225","update_time":"1694655225",
             "currency_pair":"BTC_USDT","type":"limit","account":"spot","side":"sell","amount":"0.0001",
             "price":"26253.3","time_in_force":"gtc","left":"0.0001","filled_total":"0","avg_deal_price":"0","fee":"0",
             "fee_currency":"USDT","create_time_ms":"1694655225315","update_time_ms":"1694655225315","user":3497082,
             "event":"put","stp_id":0,"stp_act":"-","finish_as":"open","biz_info":"-","amend_text":"-"}""";

    private static final String STREAMED_TRADE = """
            {"id":5736713,"user_id":1000001,"order_id":"30784428","currency_pair":"BTC_USDT","create_time":1605176741,
             "create_time_ms":"1605176741123.456","side":"sell","amount":"1.00000000","role":"taker",
             "price":"10000.00000000","fee":"0.00200000000000","point_fee":"0","gt_fee":"0","text":"apiv4",
             "id_market":5736713}""";

    @Test
    void theDocumentedOrderIsFilled() {
        VenueOrder order = read(GateioOrderMessage.ofRest(json(DOCUMENTED_ORDER)));

        assertThat(order.state()).isEqualTo(OrderEvent.FILLED);
        assertThat(order.filled()).isEqualTo(Quantity.of("0.001"));
        assertThat(order.clientOrderId()).isEqualTo(new ClientOrderId("abc123"));
        assertThat(order.placedAt()).isEqualTo(Instant.ofEpochMilli(1_710_488_334_073L));
    }

    @Test
    void theDocumentedOrderOfTheStreamRests() {
        VenueOrder order = read(GateioOrderMessage.ofStream(json(STREAMED_ORDER)));

        assertThat(order.state()).isEqualTo(OrderEvent.ACCEPTED);
        assertThat(order.filled()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void theDocumentedFillHasItsFeeInTheCoinThatIsNamed() {
        Fill fill = fill(DOCUMENTED_TRADE);

        assertThat(fill.fee().toString()).isEqualTo("0.0005 ETH");
        assertThat(fill.liquidity()).isEqualTo(LiquiditySide.MAKER);
        assertThat(fill.at()).isEqualTo(Instant.ofEpochMilli(1_548_000_000_123L));
    }

    @Test
    void aFeeWithoutACoinIsTakenFromWhatWasReceived() {
        assertThat(fill(STREAMED_TRADE).fee().toString()).isEqualTo("0.002 USDT");
        assertThat(fill(STREAMED_TRADE.replace("\"sell\"", "\"buy\"")).fee().toString())
                .isEqualTo("0.002 BTC");
    }

    @Test
    void aFeeThatWasPaidInAnotherCoinIsOfThatCoin() {
        String free = DOCUMENTED_TRADE.replace("\"fee\":\"0.0005\"", "\"fee\":\"0\"");

        assertThat(fill(free.replace("\"gt_fee\":\"0\"", "\"gt_fee\":\"0.07\""))
                        .fee()
                        .toString())
                .isEqualTo("0.07 GT");
        assertThat(fill(free.replace("\"point_fee\":\"0\"", "\"point_fee\":\"0.3\""))
                        .fee()
                        .toString())
                .isEqualTo("0.3 POINT");
        assertThat(fill(free).fee().isZero()).isTrue();
    }

    @Test
    void aNameWithoutItsPrefixIsNeverOneOfOurs() {
        OrderNames names = new OrderNames("gateio", GateioPair.NAME_PREFIX);

        assertThat(names.nameOf("7", Optional.of("cab-1234567-abcdefgh-e0")).isOurs())
                .isFalse();
        assertThat(names.nameOf("7", Optional.of("apiv4")).isOurs()).isFalse();
        assertThat(names.nameOf("7", Optional.of("t-")).isOurs()).isFalse();
        assertThat(names.nameOf("7", Optional.empty())).isEqualTo(names.nameOf("7", Optional.of("web")));
        assertThat(names.nameOf("7", Optional.of("t-cab-1234567-abcdefgh-e0")).isOurs())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // status, finish_as, amount, left, filled; what it is
        "open,      open,      2, 2,   0,   ACCEPTED",
        "open,      open,      2, 1.5, 0.5, PARTIALLY_FILLED",
        "open,      open,      2, 0,   2,   PARTIALLY_FILLED",
        "closed,    filled,    2, 0,   2,   FILLED",
        "closed,    filled,    2, 0.5, 1.5, CANCELLED",
        "cancelled, cancelled, 2, 2,   0,   CANCELLED",
        "cancelled, cancelled, 2, 0.5, 1.5, CANCELLED",
        "cancelled, cancelled, 2, 0,   2,   FILLED",
        "cancelled, ioc,       2, 2,   0,   EXPIRED",
        "cancelled, ioc,       2, 0.5, 1.5, EXPIRED",
        "cancelled, ioc,       2, 0,   2,   FILLED",
        "cancelled, poc,       2, 2,   0,   EXPIRED",
        "cancelled, fok,       2, 2,   0,   EXPIRED",
        "cancelled, stp,       2, 1,   1,   CANCELLED",
        "cancelled, small,     2, 1,   1,   CANCELLED",
        "cancelled, depth_not_enough,    2, 1, 1, CANCELLED",
        "cancelled, trader_not_enough,   2, 1, 1, CANCELLED",
        "cancelled, liquidate_cancelled, 2, 1, 1, CANCELLED",
        "cancelled, unknown,   2, 1,   1,   CANCELLED",
        "cancelled, never_seen, 2, 1,  1,   CANCELLED"
    })
    void whereAnOrderStandsIsJudgedByWhatWasFilled(
            String status, String finishAs, String amount, String left, String filled, OrderEvent state) {
        String order = """
                {"id":"1","text":"t-a","create_time_ms":1710488334073,"status":"%s","currency_pair":"BTC_USDT",
                 "type":"limit","side":"sell","amount":"%s","left":"%s","filled_amount":"%s","finish_as":"%s"}""".formatted(status, amount, left, filled, finishAs);

        VenueOrder read = read(GateioOrderMessage.ofRest(json(order)));

        assertThat(read.state()).isEqualTo(state);
        assertThat(read.filled()).isEqualTo(Quantity.of(filled));
    }

    @Test
    void aFilledAmountThatContradictsWhatIsLeftIsNotBelieved() {
        String order = DOCUMENTED_ORDER.replace("\"left\":\"0\"", "\"left\":\"0.0005\"");

        assertThat(GateioTranslator.filledOf(GateioOrderMessage.ofRest(json(order))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void theBaseOfABuyByQuoteIsBelievedOnlyWhereItsPriceConfirmsIt(long seed) {
        SeededRandom random = new SeededRandom(seed);
        for (int round = 0; round < 500; round++) {
            BigDecimal price = BigDecimal.valueOf(2 + random.nextInt(1_000_000), random.nextInt(3));
            BigDecimal base = BigDecimal.valueOf(1 + random.nextInt(1_000_000), 4);
            BigDecimal quote = price.multiply(base);
            GateioOrderMessage inBase = buyByQuote(base, quote, price);
            GateioOrderMessage inQuote = buyByQuote(quote, quote, price);
            boolean same = price.subtract(BigDecimal.ONE).abs().compareTo(new BigDecimal("0.001")) <= 0;

            assertThat(GateioTranslator.filledOf(inBase))
                    .as("seed %d, %s at %s", seed, base, price)
                    .contains(new Quantity(base));
            assertThat(GateioTranslator.filledOf(inQuote).isPresent())
                    .as("seed %d, %s at %s", seed, quote, price)
                    .isEqualTo(same);
        }
    }

    @Test
    void aBuyByQuoteThatIsCancelledWithLessThanAStepLeftIsFilled() {
        BigDecimal base = new BigDecimal("0.9999");
        BigDecimal price = new BigDecimal("100");
        GateioOrderMessage order = buyByQuote(base, base.multiply(price), price);

        VenueOrder withRules = GateioTranslator.orderOf(
                order,
                BTC_USDT,
                new ClientOrderId("a"),
                new Quantity(base),
                Optional.of(GateioRules.of("0.01", "0.001")));
        VenueOrder withFinerRules = GateioTranslator.orderOf(
                order,
                BTC_USDT,
                new ClientOrderId("a"),
                new Quantity(base),
                Optional.of(GateioRules.of("0.01", "0.0001")));

        assertThat(withRules.state()).isEqualTo(OrderEvent.FILLED);
        assertThat(withFinerRules.state()).isEqualTo(OrderEvent.EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E999999",
                "1E-999999",
                "-1E999999",
                "NaN",
                "Infinity",
                "0x10",
                "1,5",
                "--1",
                "",
                "11111111111111111111111111111111111111111111111111111111111111111"
            })
    void whatIsNoNumberOfOrdinarySizeIsNoAmount(String text) {
        String order = DOCUMENTED_ORDER.replace("\"amount\":\"0.001\"", "\"amount\":\"" + text + "\"");

        assertThatExceptionOfType(ExchangeFault.class).isThrownBy(() -> GateioOrderMessage.ofRest(json(order)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E-3", "0.001", "+0.001", "0.00100", "1e-3"})
    void oneNumberHasManySpellings(String text) {
        for (String written : List.of("\"" + text + "\"", text.replace("+", ""))) {
            String order = DOCUMENTED_ORDER.replace("\"amount\":\"0.001\"", "\"amount\":" + written);

            assertThat(read(GateioOrderMessage.ofRest(json(order))).filled()).isEqualTo(Quantity.of("0.001"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "currency_pair", "side", "type", "amount", "status"})
    void aMissingFieldIsNoDefault(String field) {
        String order = DOCUMENTED_ORDER.replace("\"" + field + "\":", "\"not_" + field + "\":");

        assertThatExceptionOfType(ExchangeFault.class).isThrownBy(() -> GateioOrderMessage.ofRest(json(order)));
    }

    @ParameterizedTest
    @CsvSource({
        "1710488334,           1710488334000",
        "1710488334.5,         1710488334500",
        "1710488334073,        1710488334073",
        "1710488334073.999,    1710488334073",
        "1710488334073456,     1710488334073"
    })
    void secondsMillisecondsAndMicrosecondsAreToldApart(String text, long millis) {
        assertThat(WireTime.of(new BigDecimal(text)).toEpochMilli()).isEqualTo(millis);
    }

    private static GateioOrderMessage buyByQuote(BigDecimal filledAmount, BigDecimal filledTotal, BigDecimal price) {
        BigDecimal amount = filledTotal.setScale(0, RoundingMode.UP);
        return GateioOrderMessage.ofRest(json("""
                {"id":"1","text":"t-a","create_time_ms":1710488334073,"status":"cancelled","currency_pair":"BTC_USDT",
                 "type":"market","side":"buy","amount":"%s","left":"%s","filled_amount":"%s","filled_total":"%s",
                 "avg_deal_price":"%s","finish_as":"ioc"}""".formatted(
                        amount.toPlainString(),
                        amount.subtract(filledTotal).toPlainString(),
                        filledAmount.toPlainString(),
                        filledTotal.toPlainString(),
                        price.toPlainString())));
    }

    private static VenueOrder read(GateioOrderMessage message) {
        return GateioTranslator.orderOf(
                message,
                BTC_USDT,
                new OrderNames("gateio", GateioPair.NAME_PREFIX).nameOf(message.id(), message.text()),
                GateioTranslator.filledOf(message).orElseThrow(),
                Optional.empty());
    }

    private static Fill fill(String text) {
        GateioTradeMessage trade = GateioTradeMessage.of(json(text));
        return GateioTranslator.fillOf(
                trade,
                BTC_USDT,
                new OrderNames("gateio", GateioPair.NAME_PREFIX).nameOf(trade.orderId(), trade.text()));
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
