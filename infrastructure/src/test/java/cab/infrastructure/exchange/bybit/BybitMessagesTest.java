package cab.infrastructure.exchange.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cab.application.port.VenueOrder;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.OrderEvent;
import cab.domain.order.VenueOrderId;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as the documentation shows them. */
final class BybitMessagesTest {

    private static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    private static final ClientOrderId NAME = new ClientOrderId("cab-0000000-mm7p6yo0-s0");
    private static final Instrument RULES = new Instrument(
            BTC_USDT,
            new BigDecimal("0.01"),
            new BigDecimal("0.000001"),
            Quantity.ZERO,
            Money.zero(BTC_USDT.quote()),
            new FeeSchedule(Percent.of("0.1"), Percent.of("0.1"), FeeSchedule.FeeCharge.RECEIVED));

    /** The order of the documentation's answer to {@code /v5/order/history}. */
    private static final String ORDER = """
            {"orderId":"14bad3a1-6454-43d8-bcf2-5345896cf74d","orderLinkId":"YLxaWKMiHU","blockTradeId":"",
             "symbol":"BTCUSDT","price":"26864.40","qty":"0.003","side":"Buy","isLeverage":"","positionIdx":1,
             "orderStatus":"Cancelled","cancelType":"UNKNOWN","rejectReason":"EC_PostOnlyWillTakeLiquidity",
             "avgPrice":"0","leavesQty":"0.000","leavesValue":"0","cumExecQty":"0.000","cumExecValue":"0",
             "cumExecFee":"0","timeInForce":"PostOnly","orderType":"Limit","stopOrderType":"UNKNOWN","orderIv":"",
             "triggerPrice":"0.00","takeProfit":"0.00","stopLoss":"0.00","tpTriggerBy":"UNKNOWN",
             "slTriggerBy":"UNKNOWN","triggerDirection":0,"triggerBy":"UNKNOWN","lastPriceOnCreated":"0.00",
             "reduceOnly":false,"closeOnTrigger":false,"smpType":"None","smpGroup":0,"smpOrderId":"","tpslMode":"",
             "tpLimitPrice":"","slLimitPrice":"","placeType":"","slippageToleranceType":"UNKNOWN",
             "slippageTolerance":"","createdTime":"1684476068369","updatedTime":"1684476068372","extraFees":"",
             "cumFeeDetail":{"MNT":"0.00242968"}}""";

    /** A fill in the shape of the documentation's answer to {@code /v5/execution/list}. */
    private static final String EXECUTION = """
            {"symbol":"BTCUSDT","orderType":"Market","underlyingPrice":"","orderLinkId":"","side":"Buy",
             "indexPrice":"","orderId":"8c065341-7b52-4ca9-ac2c-37e31ac55c94","stopOrderType":"UNKNOWN",
             "leavesQty":"0","execTime":"1672282722429","feeCurrency":"","isMaker":false,"execFee":"0.071409",
             "feeRate":"0.0006","execId":"e0cbe81d-0f18-5866-9415-cf319b5dab3b","tradeIv":"","blockTradeId":"",
             "markPrice":"1183.54","execPrice":"1190.15","markIv":"","orderQty":"0.1","orderPrice":"1236.9",
             "execValue":"119.015","execType":"Trade","execQty":"0.1","closedSize":"","seq":4688002127}""";

    @Test
    void theDocumentedOrderIsRead() {
        BybitOrderMessage message = BybitOrderMessage.of(json(ORDER));

        assertThat(message.id()).isEqualTo("14bad3a1-6454-43d8-bcf2-5345896cf74d");
        assertThat(message.linkId()).contains("YLxaWKMiHU");
        assertThat(message.quantity()).isEqualByComparingTo("0.003");
        assertThat(message.trigger()).as("0.00 is how none is written").isEmpty();
        assertThat(message.createdAt().toEpochMilli()).isEqualTo(1_684_476_068_369L);
        assertThat(order(ORDER).state())
                .as("it would have taken, and was not to")
                .isEqualTo(OrderEvent.EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({
        "New,                     0,     ACCEPTED",
        "Untriggered,             0,     ACCEPTED",
        "Triggered,               0,     ACCEPTED",
        "PartiallyFilled,         0.001, PARTIALLY_FILLED",
        "Filled,                  0.003, FILLED",
        "Cancelled,               0,     CANCELLED",
        "PartiallyFilledCanceled, 0.001, CANCELLED",
        "PartiallyFilledCanceled, 0.003, FILLED",
        "Deactivated,             0,     CANCELLED",
        "Rejected,                0,     CANCELLED"
    })
    void eachStatusHasItsState(String status, String filled, OrderEvent state) {
        VenueOrder order = order(
                changed(changed(changed(ORDER, "rejectReason", ""), "orderStatus", status), "cumExecQty", filled));

        assertThat(order.state()).isEqualTo(state);
        assertThat(order.filled()).isEqualTo(Quantity.of(filled));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sleeping", ""})
    void aStatusThatIsNotKnownIsNotGuessed(String status) {
        assertThatExceptionOfType(ExchangeFault.class).isThrownBy(() -> order(changed(ORDER, "orderStatus", status)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderId", "symbol", "side", "qty", "cumExecQty", "orderType", "createdTime"})
    void whatMustBeThereIsMissed(String field) {
        ObjectNode order = (ObjectNode) json(ORDER);
        JsonNode removed = order.remove(field);
        assertThat(removed).isNotNull();

        assertThatExceptionOfType(ExchangeFault.class).isThrownBy(() -> BybitOrderMessage.of(order));
    }

    @Test
    void aMarketBuyThatLeftLessThanAStepBuysIsFilled() {
        String buy = changed(changed(changed(ORDER, "orderType", "Market"), "qty", "100"), "rejectReason", "");
        String ended = changed(changed(buy, "orderStatus", "PartiallyFilledCanceled"), "avgPrice", "50000");

        assertThat(order(changed(changed(ended, "cumExecQty", "0.001999"), "cumExecValue", "99.96"))
                        .state())
                .as("0.04 left buys nothing at 50000 in steps of 0.000001")
                .isEqualTo(OrderEvent.FILLED);
        assertThat(order(changed(changed(ended, "cumExecQty", "0.001999"), "cumExecValue", "99.95"))
                        .state())
                .isEqualTo(OrderEvent.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({"Sell,90,100,false", "Sell,100,100,true", "Sell,101,100,true", "Buy,101,100,false", "Buy,99,100,true"})
    void aStopThatArrivedBehindItsPriceIsSeen(String side, String trigger, String price, boolean isWrong) {
        String stop =
                changed(changed(changed(ORDER, "orderStatus", "Untriggered"), "side", side), "triggerPrice", trigger);

        assertThat(BybitOrderMessage.of(json(changed(stop, "basePrice", price))).waitsOnTheWrongSide())
                .isEqualTo(isWrong);
        assertThat(BybitOrderMessage.of(json(stop)).waitsOnTheWrongSide())
                .as("without the price of that moment nothing is known against it")
                .isFalse();
    }

    @Test
    void theDocumentedFillIsRead() {
        Fill fill = BybitTranslator.fillOf(BybitExecutionMessage.of(json(EXECUTION)), BTC_USDT, NAME);

        assertThat(fill.tradeId().value()).isEqualTo("e0cbe81d-0f18-5866-9415-cf319b5dab3b");
        assertThat(fill.quantity()).isEqualTo(Quantity.of("0.1"));
        assertThat(fill.price().value()).isEqualByComparingTo("1190.15");
        assertThat(fill.liquidity()).isEqualTo(LiquiditySide.TAKER);
        assertThat(fill.at().toEpochMilli()).isEqualTo(1_672_282_722_429L);
    }

    @ParameterizedTest
    @CsvSource({
        "Buy,  0.001,  ,     BTC",
        "Sell, 0.001,  ,     USDT",
        "Buy,  -0.001, ,     USDT",
        "Sell, -0.001, ,     BTC",
        "Buy,  0.001,  MNT,  MNT"
    })
    void aFeeIsInTheCoinThatIsNamedElseInTheOneReceived(String side, String fee, String named, String currency) {
        String execution = changed(changed(EXECUTION, "side", side), "execFee", fee);
        String whole = named == null ? execution : changed(execution, "feeCurrency", named);

        Fill fill = BybitTranslator.fillOf(BybitExecutionMessage.of(json(whole)), BTC_USDT, NAME);

        assertThat(fill.fee().currency().code()).isEqualTo(currency);
        assertThat(fill.fee().amount()).isEqualByComparingTo(fee);
    }

    private static VenueOrder order(String text) {
        return BybitTranslator.orderOf(
                BybitOrderMessage.of(json(text)), BTC_USDT, new VenueOrderId("1"), NAME, Optional.of(RULES));
    }

    private static String changed(String text, String field, String value) {
        return ((ObjectNode) json(text)).put(field, value).toString();
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
