package cab.infrastructure.exchange.server.gateio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gate.gateapi.ApiClient;
import io.gate.gateapi.ApiException;
import io.gate.gateapi.api.SpotApi;
import io.gate.gateapi.api.WalletApi;
import io.gate.gateapi.models.CountdownCancelAllSpotTask;
import io.gate.gateapi.models.CurrencyPair;
import io.gate.gateapi.models.Order;
import io.gate.gateapi.models.OrderPatch;
import io.gate.gateapi.models.SpotPricePutOrder;
import io.gate.gateapi.models.SpotPriceTrigger;
import io.gate.gateapi.models.SpotPriceTriggeredOrder;
import io.gate.gateapi.models.Trade;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The official SDK for Java, as it is, before the local exchange. It signs by the clock of this machine. */
final class OfficialSdkTest {

    private static final String PAIR = "BTC_USDT";

    private final LocalGate gate = new LocalGate();
    private final ApiClient client = client(gate);
    private final SpotApi spot = new SpotApi(client);

    @AfterEach
    void stop() {
        gate.close();
    }

    @Test
    void theMarketIsRead() throws ApiException {
        assertThat(spot.getSystemTime().getServerTime()).isEqualTo(gate.startMs);
        assertThat(spot.listCurrencyPairs()).extracting(CurrencyPair::getId).containsExactly("BTC_USDT", "ETH_USDT");
        CurrencyPair pair = spot.getCurrencyPair(PAIR);
        assertThat(pair.getAmountPrecision()).isEqualTo(3);
        assertThat(pair.getTradeStatus()).isEqualTo(CurrencyPair.TradeStatusEnum.TRADABLE);
        assertThat(spot.listTickers().currencyPair(PAIR).execute().getFirst().getLast())
                .isEqualTo("100");
        List<List<String>> candles =
                spot.listCandlesticks(PAIR).interval("1m").limit(3).execute();
        assertThat(candles).hasSize(3).allSatisfy(row -> assertThat(row).hasSize(8));
        assertThat(candles.getLast().getLast()).isEqualTo("false");
        assertThat(spot.listOrderBook(PAIR).limit(2).execute().getAsks()).hasSize(2);
    }

    @Test
    void anOrderIsPlacedFoundAmendedAndCancelled() throws ApiException {
        Order placed = spot.createOrder(limit("1", "90", "t-sdk"));

        assertThat(placed.getStatus()).isEqualTo(Order.StatusEnum.OPEN);
        assertThat(spot.getOrder("t-sdk", PAIR, "spot").getId()).isEqualTo(placed.getId());
        assertThat(spot.listOrders(PAIR, "open").execute()).hasSize(1);
        assertThat(spot.listAllOpenOrders().execute().getFirst().getTotal()).isEqualTo(1);
        OrderPatch change = new OrderPatch();
        change.setPrice("91");
        assertThat(spot.amendOrder(placed.getId(), PAIR, change, "spot").getPrice())
                .isEqualTo("91");
        assertThat(spot.cancelOrder(placed.getId(), PAIR, "spot").getStatus()).isEqualTo(Order.StatusEnum.CANCELLED);
        assertThat(spot.listOrders(PAIR, "finished").execute().getFirst().getFinishAs())
                .isEqualTo(Order.FinishAsEnum.CANCELLED);
    }

    @Test
    void aMarketOrderIsFilledAndItsTradesAreListed() throws ApiException {
        Order order = limit("50", "0", "t-market");
        order.setType(Order.TypeEnum.MARKET);
        order.setTimeInForce(Order.TimeInForceEnum.IOC);
        order.setPrice(null);

        Order filled = spot.createOrder(order);

        assertThat(filled.getStatus()).isEqualTo(Order.StatusEnum.CLOSED);
        Trade trade = spot.listMyTrades().currencyPair(PAIR).execute().getFirst();
        assertThat(trade.getText() + " " + trade.getAmount() + " " + trade.getRole())
                .isEqualTo("t-market 0.5 taker");
        assertThat(trade.getFeeCurrency()).isEqualTo("BTC");
        assertThat(spot.listSpotAccounts().currency("BTC").execute().getFirst().getAvailable())
                .isEqualTo("10.499");
        assertThat(new WalletApi(client).getTradeFee().execute().getTakerFee()).isEqualTo("0.002");
    }

    @Test
    void anOrderWaitsForItsPriceAndIsCancelled() throws ApiException {
        SpotPriceTriggeredOrder stop = new SpotPriceTriggeredOrder();
        SpotPriceTrigger trigger = new SpotPriceTrigger();
        trigger.setPrice("95");
        trigger.setRule(SpotPriceTrigger.RuleEnum.LESS_THAN_OR_EQUAL_TO);
        trigger.setExpiration(3_600);
        SpotPricePutOrder put = new SpotPricePutOrder();
        put.setSide(SpotPricePutOrder.SideEnum.SELL);
        put.setPrice("94");
        put.setAmount("1");
        put.setAccount(SpotPricePutOrder.AccountEnum.NORMAL);
        stop.setTrigger(trigger);
        stop.setPut(put);
        stop.setMarket(PAIR);

        String id = String.valueOf(spot.createSpotPriceTriggeredOrder(stop).getId());

        assertThat(spot.getSpotPriceTriggeredOrder(id).getStatus()).isEqualTo("open");
        assertThat(spot.listSpotPriceTriggeredOrders("open").execute()).hasSize(1);
        assertThat(spot.cancelSpotPriceTriggeredOrder(id).getStatus()).isEqualTo("cancelled");
    }

    @Test
    void theCountdownIsStarted() throws ApiException {
        CountdownCancelAllSpotTask task = new CountdownCancelAllSpotTask();
        task.setTimeout(30);
        task.setCurrencyPair(PAIR);

        assertThat(spot.countdownCancelAllSpot(task).getTriggerTime()).isEqualTo(gate.startMs + 30_000);
    }

    @Test
    void aRefusalCarriesItsLabel() {
        assertThatThrownBy(() -> spot.getOrder("t-nobody", PAIR, "spot"))
                .isInstanceOf(ApiException.class)
                .satisfies(thrown ->
                        assertThat(((ApiException) thrown).getResponseBody()).contains("CLIENT_ID_NOT_FOUND"));
    }

    private static Order limit(String amount, String price, String text) {
        Order order = new Order();
        order.setCurrencyPair(PAIR);
        order.setSide(Order.SideEnum.BUY);
        order.setAmount(amount);
        order.setPrice(price);
        order.setText(text);
        return order;
    }

    private static ApiClient client(LocalGate gate) {
        ApiClient client = new ApiClient();
        client.setBasePath(gate.url() + LocalGate.PREFIX);
        client.setApiKeySecret(LocalGate.KEY, LocalGate.SECRET);
        return client;
    }
}
