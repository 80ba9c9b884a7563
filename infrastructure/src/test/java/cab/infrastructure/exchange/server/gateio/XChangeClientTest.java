package cab.infrastructure.exchange.server.gateio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.currency.Currency;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order;
import org.knowm.xchange.dto.trade.LimitOrder;
import org.knowm.xchange.dto.trade.MarketOrder;
import org.knowm.xchange.dto.trade.UserTrades;
import org.knowm.xchange.exceptions.FundsExceededException;
import org.knowm.xchange.gateio.GateioExchange;
import org.knowm.xchange.gateio.service.params.GateioTradeHistoryParams;
import org.knowm.xchange.instrument.Instrument;
import org.knowm.xchange.service.trade.params.DefaultCancelOrderByInstrumentAndIdParams;
import org.knowm.xchange.service.trade.params.orders.DefaultOpenOrdersParamInstrument;
import org.knowm.xchange.service.trade.params.orders.DefaultQueryOrderParamInstrument;

/** XChange's module for Gate.io, as it is, before the local exchange: it sends numbers, and nulls for what is unset. */
final class XChangeClientTest {

    private static final Instrument BITCOIN = CurrencyPair.BTC_USDT;

    private final LocalGate gate = new LocalGate();
    private final Exchange exchange = exchange(gate);

    @AfterEach
    void stop() {
        gate.close();
    }

    @Test
    void theMarketIsRead() throws IOException {
        exchange.remoteInit();

        assertThat(exchange.getExchangeMetaData().getInstruments()).hasEntrySatisfying(BITCOIN, rules -> {
            assertThat(rules.getVolumeScale()).isEqualTo(3);
            assertThat(rules.getPriceScale()).isEqualTo(2);
        });
        assertThat(exchange.getMarketDataService().getTicker(BITCOIN).getLast()).isEqualByComparingTo("100");
        assertThat(exchange.getMarketDataService().getOrderBook(BITCOIN).getAsks())
                .isNotEmpty();
    }

    @Test
    void anOrderIsPlacedListedFoundAndCancelled() throws IOException {
        LimitOrder order = new LimitOrder.Builder(Order.OrderType.BID, CurrencyPair.BTC_USDT)
                .originalAmount(new BigDecimal("1.5"))
                .limitPrice(new BigDecimal("90.5"))
                .userReference("t-xchange")
                .build();

        String id = exchange.getTradeService().placeLimitOrder(order);

        assertThat(exchange.getTradeService()
                        .getOpenOrders(new DefaultOpenOrdersParamInstrument(CurrencyPair.BTC_USDT))
                        .getOpenOrders())
                .extracting(LimitOrder::getId)
                .containsExactly(id);
        assertThat(exchange.getTradeService()
                        .getOrder(new DefaultQueryOrderParamInstrument(CurrencyPair.BTC_USDT, "t-xchange")))
                .extracting(Order::getId)
                .containsExactly(id);
        assertThat(exchange.getTradeService()
                        .cancelOrder(new DefaultCancelOrderByInstrumentAndIdParams(CurrencyPair.BTC_USDT, id)))
                .isTrue();
    }

    @Test
    void aMarketOrderIsFilledAndShownInBalancesAndTrades() throws IOException {
        MarketOrder order = new MarketOrder.Builder(Order.OrderType.BID, CurrencyPair.BTC_USDT)
                .originalAmount(new BigDecimal("50"))
                .userReference("t-market")
                .build();

        String id = exchange.getTradeService().placeMarketOrder(order);

        assertThat(exchange.getAccountService()
                        .getAccountInfo()
                        .getWallet()
                        .getBalance(Currency.BTC)
                        .getAvailable())
                .isEqualByComparingTo("10.499");
        UserTrades trades = exchange.getTradeService()
                .getTradeHistory(GateioTradeHistoryParams.builder()
                        .currencyPair(CurrencyPair.BTC_USDT)
                        .startTime(Date.from(Instant.ofEpochMilli(gate.startMs - 60_000)))
                        .endTime(Date.from(Instant.ofEpochMilli(gate.startMs + 60_000)))
                        .pageNumber(1)
                        .pageLength(100)
                        .build());
        assertThat(trades.getUserTrades()).hasSize(1).first().satisfies(trade -> {
            assertThat(trade.getOrderId()).isEqualTo(id);
            assertThat(trade.getOriginalAmount()).isEqualByComparingTo("0.5");
        });
    }

    @Test
    void whatTheAccountLacksIsKnownByItsException() {
        LimitOrder order = new LimitOrder.Builder(Order.OrderType.BID, CurrencyPair.BTC_USDT)
                .originalAmount(new BigDecimal("1000"))
                .limitPrice(new BigDecimal("90"))
                .build();

        assertThatThrownBy(() -> exchange.getTradeService().placeLimitOrder(order))
                .isInstanceOf(FundsExceededException.class);
    }

    private static Exchange exchange(LocalGate gate) {
        ExchangeSpecification specification = new ExchangeSpecification(GateioExchange.class);
        specification.setSslUri(gate.url());
        specification.setApiKey(LocalGate.KEY);
        specification.setSecretKey(LocalGate.SECRET);
        specification.setShouldLoadRemoteMetaData(false);
        return ExchangeFactory.INSTANCE.createExchange(specification);
    }
}
