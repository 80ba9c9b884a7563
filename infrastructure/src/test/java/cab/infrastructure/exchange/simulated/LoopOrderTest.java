package cab.infrastructure.exchange.simulated;

import static cab.infrastructure.exchange.simulated.Bench.BTC;
import static cab.infrastructure.exchange.simulated.Bench.BTC_USDT;
import static cab.infrastructure.exchange.simulated.Bench.FREE;
import static cab.infrastructure.exchange.simulated.Bench.USDT;
import static cab.infrastructure.exchange.simulated.Bench.candle;
import static cab.infrastructure.exchange.simulated.Bench.flat;
import static cab.infrastructure.exchange.simulated.Bench.minutes;
import static cab.infrastructure.exchange.simulated.Bench.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cab.application.port.BrokerEvent;
import cab.application.port.HistoryReport;
import cab.application.port.MarketListener;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderTerms;
import cab.domain.order.Side;
import cab.infrastructure.marketdata.ReplayFeed;
import cab.infrastructure.time.VirtualScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class LoopOrderTest {

    private static final Symbol ETH_USDT = Symbol.of("ETH/USDT");
    private static final Currency ETH = new Currency("ETH");

    private final List<String> told = new ArrayList<>();

    @Test
    void theExchangeMatchesThenTheBotSeesThenFillsAreDelivered() {
        // The stop is reached with the close itself.
        Bench bench = new Bench(minutes(flat(100), candle(100, 110, 99, 99, 1_000), flat(99)), terms(FREE, 0));
        bench.at(60_000, Bench.stopSell("1", "99"));
        var _ = bench.broker.subscribe(BTC_USDT, event -> {
            if (event instanceof BrokerEvent.Filled(var fill)) {
                told.add(bench.clock.millis() + " fill at " + fill.at().toEpochMilli());
            }
        });
        var _ = bench.market.subscribe(BTC_USDT, Timeframe.M1, candles(candle -> {
            told.add(bench.clock.millis() + " candle");
            bench.at(bench.clock.millis(), Bench.marketBuy("0.1"));
        }));

        bench.venue.player().playToEnd();

        assertThat(told)
                .containsExactly(
                        "60000 candle",
                        "60000 fill at 60000",
                        "80000 fill at 80000",
                        "120000 candle",
                        "120000 fill at 120000",
                        "180000 candle");
    }

    @Test
    void anOrderThatIsReachedAtTheInstantOfItsCancellationIsFilled() {
        Bench bench = new Bench(minutes(flat(100), candle(100, 100, 99, 100, 1_000)), terms(FREE, 0));
        OrderIntent stop = bench.intent(Bench.stopSell("1", "99"));
        var _ = bench.clock.atMs(60_000, () -> bench.broker.place(stop, bench::hear));
        var _ = bench.clock.atMs(
                80_000, () -> bench.broker.cancel(Bench.order(stop), report -> told.add(report.toString())));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines()).containsExactly("80000 SELL 1@99 TAKER 0.198 USDT");
        assertThat(told).containsExactly("NotOpen[reason=ORDER_ENDED: FILLED]");
    }

    @Test
    void everySymbolOfOneInstantClosesBeforeAnyOfThemOpens() {
        TwoSymbols two = new TwoSymbols(
                minutes(flat(100), candle(110, 110, 110, 110, 1_000)),
                minutes(flat(10), candle(11, 11, 11, 11, 1_000)));
        var _ = two.market.subscribe(BTC_USDT, Timeframe.M1, candles(candle -> {
            told.add(two.clock.millis() + " BTC candle");
            two.placeBoth();
        }));
        var _ = two.market.subscribe(
                ETH_USDT, Timeframe.M1, candles(candle -> told.add(two.clock.millis() + " ETH candle")));

        two.venue.player().playToEnd();

        // Decided at the close of BTC, ordered for both: neither is filled before its next open.
        assertThat(told)
                .containsExactly(
                        "60000 BTC candle",
                        "60000 ETH candle",
                        "BTC/USDT 1@110 at 60000",
                        "ETH/USDT 1@11 at 60000",
                        "120000 BTC candle",
                        "120000 ETH candle");
    }

    @Test
    void symbolsAreMergedByTimeAcrossTimeframes() {
        VirtualScheduler clock = new VirtualScheduler(0);
        CandleSeries hours = CandleSeries.builder(Timeframe.M3)
                .add(0, 10, 10, 10, 10, 1)
                .add(180_000, 10, 10, 10, 10, 1)
                .build();
        SimulatedVenue venue = new SimulatedVenue(
                clock,
                terms(FREE, 0),
                List.of(
                        new Listing(instrument(ETH_USDT), new ReplayFeed(hours)),
                        new Listing(Bench.instrument(), new ReplayFeed(minutes(flat(1), flat(1), flat(1), flat(1))))));
        SimulatedMarketData market = venue.marketData(FaultPlan.none());
        var _ = market.subscribe(BTC_USDT, Timeframe.M1, candles(candle -> told.add(clock.millis() / 60_000 + " BTC")));
        var _ = market.subscribe(ETH_USDT, Timeframe.M3, candles(candle -> told.add(clock.millis() / 60_000 + " ETH")));

        venue.player().playToEnd();

        assertThat(told).containsExactly("1 BTC", "2 BTC", "3 ETH", "3 BTC", "4 BTC", "6 ETH");
    }

    @Test
    void longerCandlesAreToldAtTheirCloseAndTheOnesUnderWayAreWhole() {
        Bench bench = new Bench(minutes(flat(1), flat(2), flat(3), flat(4), flat(5), flat(6)), terms(FREE, 0));
        bench.venue.player().playTo(60_000);
        var _ = bench.market.subscribe(
                BTC_USDT,
                Timeframe.M3,
                candles(candle ->
                        told.add(bench.clock.millis() + " open " + candle.open() + " close " + candle.close())));

        bench.venue.player().playToEnd();

        assertThat(told).containsExactly("180000 open 1.0 close 3.0", "360000 open 4.0 close 6.0");
    }

    @Test
    void historyHoldsClosedCandlesAlone() {
        Bench bench = new Bench(minutes(flat(1), flat(2), flat(3), flat(4), flat(5), flat(6), flat(7)), terms(FREE, 0));
        bench.venue.player().playTo(240_500);

        assertThat(closesOf(bench, Timeframe.M1, 2)).containsExactly(3.0, 4.0);
        assertThat(closesOf(bench, Timeframe.M1, 100)).containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(closesOf(bench, Timeframe.M3, 100)).containsExactly(3.0);
    }

    @Test
    void aLongerCandleWhoseBeginningIsMissingIsNotPartOfHistory() {
        CandleSeries.Builder series = CandleSeries.builder(Timeframe.M1);
        for (int minute = 1; minute < 8; minute++) {
            series = series.add(minute * Bench.MINUTE, minute, minute, minute, minute, 1);
        }
        Bench bench = new Bench(series.build(), terms(FREE, 0));
        bench.venue.player().playTo(480_000);

        assertThat(closesOf(bench, Timeframe.M3, 100)).containsExactly(5.0);
    }

    @Test
    void aCandleIsPartOfHistoryFromItsCloseOn() {
        Bench bench = new Bench(minutes(flat(1), flat(2)), terms(FREE, 0));

        bench.venue.player().playTo(59_999);
        assertThat(closesOf(bench, Timeframe.M1, 100)).isEmpty();
        bench.venue.player().playTo(60_000);
        assertThat(closesOf(bench, Timeframe.M1, 100)).containsExactly(1.0);
    }

    @Test
    void aTimeframeThatIsShorterThanTheFeedIsRefused() {
        Bench bench = new Bench(minutes(flat(1), flat(2)), terms(FREE, 0));
        SimulatedMarketData market = new SimulatedVenue(
                        bench.clock,
                        terms(FREE, 0),
                        List.of(new Listing(
                                Bench.instrument(),
                                new ReplayFeed(CandleSeries.builder(Timeframe.H1)
                                        .add(0, 1, 1, 1, 1, 1)
                                        .build()))))
                .marketData(FaultPlan.none());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> market.subscribe(BTC_USDT, Timeframe.M1, candles(candle -> {})))
                .withMessageContaining("candles of 1m cannot be put together from those of 1h");
    }

    @Test
    void theQuoteIsTheLastPriceWithTheSpreadRoundedOutward() {
        Bench bench = new Bench(minutes(flat(100.01), candle(110, 120, 90, 95, 1)), terms(Bench.ONE_PERCENT, 0));

        bench.venue.player().playTo(60_000);
        assertThat(bench.market.quote(BTC_USDT)).hasValueSatisfying(quote -> {
            // Half a percent of 100.01 is 0.50005.
            assertThat(quote.bid()).isEqualTo(Price.of("99.5"));
            assertThat(quote.ask()).isEqualTo(Price.of("100.52"));
            assertThat(quote.at().toEpochMilli()).isEqualTo(60_000);
        });
        bench.venue.player().playTo(70_000);
        assertThat(bench.market.quote(BTC_USDT))
                .hasValueSatisfying(quote -> assertThat(quote.bid()).isEqualTo(Price.of("99.5")));
        assertThat(bench.market.quote(ETH_USDT)).isEmpty();
        assertThat(bench.market.instrument(BTC_USDT)).contains(Bench.instrument());
    }

    private static List<Double> closesOf(Bench bench, Timeframe timeframe, int count) {
        List<Double> closes = new ArrayList<>();
        bench.market.history(BTC_USDT, timeframe, count, report -> {
            CandleSeries candles = ((HistoryReport.Known) report).candles();
            for (int index = 0; index < candles.size(); index++) {
                closes.add(candles.close(index));
            }
        });
        bench.venue.player().playTo(bench.clock.millis());
        return closes;
    }

    private static MarketListener candles(Consumer<ClosedCandle> consumer) {
        return new MarketListener() {
            @Override
            public void onPrice(long atMs, double price) {}

            @Override
            public void onCandle(ClosedCandle candle) {
                consumer.accept(candle);
            }
        };
    }

    private static Instrument instrument(Symbol symbol) {
        Instrument like = Bench.instrument();
        return new Instrument(
                symbol, like.priceTick(), like.quantityStep(), like.minQuantity(), like.minNotional(), like.fees());
    }

    private final class TwoSymbols {

        private final VirtualScheduler clock = new VirtualScheduler(0);
        private final SimulatedVenue venue;
        private final SimulatedMarketData market;
        private final SimulatedBroker broker;
        private final Bench names = new Bench(minutes(flat(1)), terms(FREE, 0));
        private boolean placed;

        private TwoSymbols(CandleSeries btc, CandleSeries eth) {
            venue = new SimulatedVenue(
                    clock,
                    terms(FREE, 0),
                    List.of(
                            new Listing(Bench.instrument(), new ReplayFeed(btc)),
                            new Listing(instrument(ETH_USDT), new ReplayFeed(eth))));
            market = venue.marketData(FaultPlan.none());
            broker = venue.broker(
                    venue.account("main", List.of(Money.of("1000", USDT), Money.of("1", BTC), Money.of("1", ETH))),
                    FaultPlan.none());
            for (Symbol symbol : List.of(BTC_USDT, ETH_USDT)) {
                var _ = broker.subscribe(symbol, event -> {
                    if (event instanceof BrokerEvent.Filled(var fill)) {
                        told.add(symbol + " " + fill.quantity() + "@" + fill.price() + " at "
                                + fill.at().toEpochMilli());
                    }
                });
            }
        }

        private void placeBoth() {
            if (placed) {
                return;
            }
            placed = true;
            for (Symbol symbol : List.of(BTC_USDT, ETH_USDT)) {
                broker.place(names.intent(OrderTerms.market(symbol, Side.BUY, Bench.base("1"))), report -> {});
            }
        }
    }
}
