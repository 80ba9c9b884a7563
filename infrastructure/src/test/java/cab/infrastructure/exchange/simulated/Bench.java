package cab.infrastructure.exchange.simulated;

import cab.application.port.BrokerEvent;
import cab.application.port.PlacementReport;
import cab.domain.market.CandleSeries;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.infrastructure.marketdata.FinerCandles;
import cab.infrastructure.marketdata.ReplayFeed;
import cab.infrastructure.time.VirtualScheduler;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A venue on virtual time with one symbol and one account, and what its customer hears. */
final class Bench {

    static final Currency BTC = new Currency("BTC");
    static final Currency USDT = new Currency("USDT");
    static final Symbol BTC_USDT = new Symbol(BTC, USDT);
    static final long MINUTE = 60_000;

    /** 1 % spread, 0.5 % slippage, a tenth of the volume: so that a taker pays exactly 1 % on top. */
    static final FillRules ONE_PERCENT = new FillRules(Percent.of("1"), Percent.of("0.5"), Percent.of("10"));

    static final FillRules FREE = new FillRules(Percent.ZERO, Percent.ZERO, Percent.of("100"));

    final VirtualScheduler clock = new VirtualScheduler(0);
    final SimulatedVenue venue;
    final SimulatedAccount account;
    final SimulatedBroker broker;
    final SimulatedMarketData market;
    final List<String> heard = new ArrayList<>();
    final List<Fill> fills = new ArrayList<>();
    private int placed;

    Bench(CandleSeries candles, ExchangeTerms terms) {
        this(candles, terms, FaultPlan.none());
    }

    Bench(CandleSeries candles, ExchangeTerms terms, FaultPlan faults) {
        this(candles, terms, faults, FeeSchedule.FeeCharge.RECEIVED);
    }

    Bench(CandleSeries candles, ExchangeTerms terms, FaultPlan faults, FeeSchedule.FeeCharge charge) {
        this(new ReplayFeed(candles), terms, faults, charge);
    }

    /** A market that is looked into with {@code finer} candles. */
    Bench(CandleSeries candles, CandleSeries finer, ExchangeTerms terms) {
        this(
                new ReplayFeed(candles, Optional.of(FinerCandles.of(candles, finer))),
                terms,
                FaultPlan.none(),
                FeeSchedule.FeeCharge.RECEIVED);
    }

    private Bench(ReplayFeed feed, ExchangeTerms terms, FaultPlan faults, FeeSchedule.FeeCharge charge) {
        venue = new SimulatedVenue(clock, terms, List.of(new Listing(instrument(charge), feed)));
        account = venue.account("main", List.of(Money.of("100000", USDT), Money.of("100", BTC)));
        broker = venue.broker(account, faults);
        market = venue.marketData(faults);
        var _ = broker.subscribe(BTC_USDT, this::hear);
    }

    /** Ticks of 0.01, steps of 0.001, at least 0.001 and 1 USDT; 0.1 % maker, 0.2 % taker, in the coin received. */
    static Instrument instrument() {
        return instrument(FeeSchedule.FeeCharge.RECEIVED);
    }

    static Instrument instrument(FeeSchedule.FeeCharge charge) {
        return new Instrument(
                BTC_USDT,
                new BigDecimal("0.01"),
                new BigDecimal("0.001"),
                Quantity.of("0.001"),
                Money.of("1", USDT),
                new FeeSchedule(Percent.of("0.1"), Percent.of("0.2"), charge));
    }

    static ExchangeTerms terms(FillRules fills, long latencyMs) {
        Duration oneWay = Duration.ofMillis(latencyMs);
        return ExchangeTerms.honest(1)
                .withFills(fills)
                .withLatency(new Latency(oneWay, oneWay, Duration.ZERO, Duration.ofSeconds(10)));
    }

    /** Minutes from 0 on, each {@code {open, high, low, close, volume}}. */
    static CandleSeries minutes(double[]... candles) {
        CandleSeries.Builder series = CandleSeries.builder(Timeframe.M1);
        for (int index = 0; index < candles.length; index++) {
            double[] each = candles[index];
            series = series.add(index * MINUTE, each[0], each[1], each[2], each[3], each[4]);
        }
        return series.build();
    }

    static double[] candle(double open, double high, double low, double close, double volume) {
        return new double[] {open, high, low, close, volume};
    }

    static double[] flat(double price) {
        return candle(price, price, price, price, 1_000);
    }

    /** Places an order at {@code atMs} as a timer of its customer would. */
    void at(long atMs, OrderTerms terms) {
        OrderIntent intent = intent(terms);
        var _ = clock.atMs(atMs, () -> broker.place(intent, this::hear));
    }

    OrderIntent intent(OrderTerms terms) {
        DecisionKey decision = new DecisionKey(new BotId("bench"), Instant.ofEpochMilli(placed++));
        Purpose purpose = terms.side() == Side.BUY ? Purpose.ENTRY : Purpose.EXIT;
        return new OrderIntent(
                ClientOrderId.of(decision, purpose, 0),
                decision,
                purpose,
                terms,
                Price.of("100"),
                Optional.empty(),
                decision.at());
    }

    static Order order(OrderIntent intent) {
        return Order.of(intent);
    }

    static OrderTerms marketBuy(String quantity) {
        return OrderTerms.market(BTC_USDT, Side.BUY, base(quantity));
    }

    static OrderTerms marketSell(String quantity) {
        return OrderTerms.market(BTC_USDT, Side.SELL, base(quantity));
    }

    static OrderTerms spend(String amount) {
        return OrderTerms.market(BTC_USDT, Side.BUY, new OrderSize.OfQuote(Money.of(amount, USDT)));
    }

    static OrderTerms limitBuy(String quantity, String limit) {
        return OrderTerms.limit(BTC_USDT, Side.BUY, base(quantity), Price.of(limit));
    }

    static OrderTerms limitSell(String quantity, String limit) {
        return OrderTerms.limit(BTC_USDT, Side.SELL, base(quantity), Price.of(limit));
    }

    static OrderTerms stopSell(String quantity, String trigger) {
        return OrderTerms.stop(BTC_USDT, Side.SELL, base(quantity), Price.of(trigger));
    }

    static OrderTerms stopBuy(String quantity, String trigger) {
        return OrderTerms.stop(BTC_USDT, Side.BUY, base(quantity), Price.of(trigger));
    }

    static OrderSize.OfBase base(String quantity) {
        return new OrderSize.OfBase(Quantity.of(quantity));
    }

    String free(Currency currency) {
        return account.balance(currency).free().amount().toPlainString();
    }

    String locked(Currency currency) {
        return account.balance(currency).locked().amount().toPlainString();
    }

    /** {@code time side quantity@price liquidity fee} of each fill, times being those of the exchange. */
    List<String> fillLines() {
        return fills.stream()
                .map(fill -> fill.at().toEpochMilli() + " " + fill.side() + " " + fill.quantity() + "@" + fill.price()
                        + " " + fill.liquidity() + " " + fill.fee())
                .toList();
    }

    void hear(PlacementReport report) {
        heard.add(clock.millis()
                + " "
                + switch (report) {
                    case PlacementReport.Confirmed(var order) -> "CONFIRMED " + order.state() + " " + order.filled();
                    case PlacementReport.Rejected rejected -> "REJECTED " + rejected.code();
                    case PlacementReport.Unknown(var cause) -> "UNKNOWN " + cause;
                });
    }

    private void hear(BrokerEvent event) {
        switch (event) {
            case BrokerEvent.Filled(var fill) -> {
                fills.add(fill);
                heard.add(clock.millis() + " FILL " + fill.side() + " " + fill.quantity() + "@" + fill.price());
            }
            case BrokerEvent.OrderChanged(var order) ->
                heard.add(clock.millis() + " ORDER " + order.state() + " " + order.filled());
            case BrokerEvent.StreamRestored() -> heard.add(clock.millis() + " RESTORED");
        }
    }
}
