package cab.infrastructure.exchange.simulated;

import static cab.infrastructure.exchange.simulated.Bench.BTC;
import static cab.infrastructure.exchange.simulated.Bench.BTC_USDT;
import static cab.infrastructure.exchange.simulated.Bench.FREE;
import static cab.infrastructure.exchange.simulated.Bench.USDT;
import static cab.infrastructure.exchange.simulated.Bench.candle;
import static cab.infrastructure.exchange.simulated.Bench.flat;
import static cab.infrastructure.exchange.simulated.Bench.limitBuy;
import static cab.infrastructure.exchange.simulated.Bench.marketBuy;
import static cab.infrastructure.exchange.simulated.Bench.minutes;
import static cab.infrastructure.exchange.simulated.Bench.stopSell;
import static cab.infrastructure.exchange.simulated.Bench.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import cab.application.port.BrokerEvent;
import cab.application.port.FillsReport;
import cab.application.port.MarketListener;
import cab.application.port.PlacementReport;
import cab.application.port.StorageException;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.OrderEvent;
import cab.domain.order.VenueOrderId;
import cab.infrastructure.marketdata.ReplayFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PaperVenueTest {

    private static final CandleSeries CANDLES = minutes(
            flat(100),
            candle(100, 110, 90, 105, 1_000),
            candle(105, 106, 104, 105, 1_000),
            candle(105, 120, 80, 100, 1_000));

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private long nanos;

    @Test
    void theMarketFollowsTheClockAtItsSpeedAndTellsItsPath() {
        try (PaperVenue venue = venue(Optional.empty(), 60)) {
            listen(venue);
            venue.clock().start();

            elapse(venue, 1_000);
            assertThat(told)
                    .containsExactly(
                            "0 100.0", "20000 100.0", "40000 100.0", "60000 100.0", "60000 candle", "60000 100.0");

            elapse(venue, 1_500);
            assertThat(told).endsWith("60000 100.0", "80000 90.0");
            assertThat(venue.clock().millis()).isEqualTo(90_000);
        }
    }

    @Test
    void anOrderTravelsWhileTheMarketGoesOn() {
        try (PaperVenue venue = venue(Optional.empty(), 1)) {
            SimulatedBroker broker = broker(venue);
            venue.clock().start();
            elapse(venue, 70_000);

            broker.place(new Bench(CANDLES, terms(FREE, 0)).intent(marketBuy("1")), this::hear);
            venue.turn();
            assertThat(told).isEmpty();
            elapse(venue, 70_099);
            assertThat(told).isEmpty();
            elapse(venue, 70_100);

            // It arrived after 50 ms, at 0.5 a second below the price of then, and the answer took 50 ms more.
            assertThat(told).containsExactly("CONFIRMED FILLED", "FILL 1@94.98 at 70050");
        }
    }

    @Test
    void theQuoteMovesBetweenTheCandlesToo() {
        try (PaperVenue venue = venue(Optional.empty(), 1)) {
            SimulatedMarketData market = venue.marketData(FaultPlan.none());
            venue.clock().start();
            elapse(venue, 70_000);

            assertThat(market.quote(BTC_USDT).orElseThrow().bid()).hasToString("95");
            nanos = TimeUnit.MILLISECONDS.toNanos(75_000);
            assertThat(market.quote(BTC_USDT).orElseThrow().bid()).hasToString("92.5");
        }
    }

    @Test
    void aNewProcessGoesOnWhereTheOldOneWasKilled() {
        PaperVenue killed = venue(store(), 1);
        SimulatedBroker broker = broker(killed);
        killed.clock().start();
        elapse(killed, 61_000);
        Bench names = new Bench(CANDLES, terms(FREE, 0));
        broker.place(names.intent(marketBuy("1")), this::hear);
        broker.place(names.intent(stopSell("1", "85")), this::hear);
        broker.place(names.intent(limitBuy("2", "50")), this::hear);
        killed.turn();
        elapse(killed, 61_100);
        List<String> before = stateOf(killed);
        told.clear();

        // Nothing is closed: what the old process had is gone, its file is all there is.
        PaperVenue next = venue(store(), 1);
        next.clock().start();

        assertThat(next.clock().millis()).isEqualTo(61_050);
        assertThat(stateOf(next)).isEqualTo(before);
        assertThat(before).contains("BTC 99.998 + 1", "USDT 99800.52 + 100");
        var _ = broker(next);
        next.admit();
        elapse(next, 200_000);
        assertThat(told).containsExactly("FILL 1@85 at 196000");
        assertThat(next.exchange().openOrders(account(next), BTC_USDT)).hasSize(1);
        next.close();
        killed.close();
    }

    @Test
    void numbersOfOrdersAndTradesAreNeverGivenTwice() {
        PaperVenue first = venue(store(), 1);
        SimulatedBroker broker = broker(first);
        first.clock().start();
        elapse(first, 1_000);
        Bench names = new Bench(CANDLES, terms(FREE, 0));
        broker.place(names.intent(marketBuy("1")), this::hear);
        first.turn();
        elapse(first, 1_200);
        first.close();

        PaperVenue second = venue(store(), 1);
        SimulatedBroker again = broker(second);
        second.clock().start();
        again.place(names.intent(marketBuy("1")), this::hear);
        second.turn();
        elapse(second, 10_000);

        assertThat(fillsOf(second)).extracting(fill -> fill.tradeId().value()).containsExactly("1", "2");
        second.close();
    }

    @Test
    void theShareOfACandleThatIsUsedStaysUsed() {
        ExchangeTerms tenth = terms(new FillRules(FREE.spread(), FREE.slippage(), Percent.of("0.1")), 50);
        PaperVenue first = venue(store(), 1, tenth);
        SimulatedBroker broker = broker(first);
        first.clock().start();
        elapse(first, 61_000);
        broker.place(new Bench(CANDLES, terms(FREE, 0)).intent(marketBuy("1.5")), this::hear);
        first.turn();
        elapse(first, 61_200);
        first.close();

        PaperVenue second = venue(store(), 1, tenth);
        var _ = broker(second);
        second.clock().start();
        SimulatedAccount account = account(second);
        second.exchange().place(account, new Placement(new ClientOrderId("more"), marketBuy("0.2")), report -> {});
        elapse(second, 50_000);
        assertThat(fillsOf(second)).hasSize(1);
        elapse(second, 70_000);
        assertThat(fillsOf(second))
                .extracting(fill -> fill.quantity().toString())
                .containsExactly("1", "0.5", "0.2");
        second.close();
    }

    @Test
    void anAccountIsNotPlayedInAnotherMarket() {
        store().orElseThrow().close();

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> SimulatedExchangeStore.open(folder.resolve("paper.sqlite3"), "sim 43"))
                .withMessageContaining("has market 'sim 42', expected 'sim 43'");
    }

    @Test
    void aStoreThatCannotBeWrittenEndsTheExchangeBeforeItAnswers() {
        SimulatedExchangeStore store = store().orElseThrow();
        PaperVenue venue = venue(Optional.of(store), 1);
        SimulatedBroker broker = broker(venue);
        venue.clock().start();
        elapse(venue, 1_000);
        broker.place(new Bench(CANDLES, terms(FREE, 0)).intent(marketBuy("1")), this::hear);
        venue.turn();
        store.close();

        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> elapse(venue, 1_500));
        assertThat(told).isEmpty();
    }

    @Test
    void theThreadOfTheExchangePlaysByItself() throws InterruptedException {
        BlockingQueue<Long> closes = new ArrayBlockingQueue<>(10);
        PaperVenue.Pace fast = PaperVenue.Pace.of(0, 100_000);
        try (PaperVenue venue = new PaperVenue(
                terms(FREE, 50),
                fast,
                List.of(new Listing(Bench.instrument(), new ReplayFeed(CANDLES))),
                Optional.empty(),
                failures::add)) {
            var _ = venue.marketData(FaultPlan.none()).subscribe(BTC_USDT, Timeframe.M1, new MarketListener() {
                @Override
                public void onPrice(long atMs, double price) {}

                @Override
                public void onCandle(ClosedCandle candle) {
                    closes.add(candle.closeTimeMs());
                }
            });
            venue.start();

            for (long minute = 1; minute <= 4; minute++) {
                assertThat(closes.poll(10, TimeUnit.SECONDS)).isEqualTo(minute * 60_000);
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void anOrderThatHasBeenForgottenIsFoundInTheStore() {
        ExchangeTerms forgetful = terms(FREE, 50).withOrders(new OrderPolicy(OrderPolicy.Duplicates.TAKEN, 1_000, 1));
        try (PaperVenue venue = venue(store(), 1, forgetful)) {
            SimulatedAccount account = account(venue);
            elapse(venue, 1_000);
            for (String name : List.of("first", "second", "third")) {
                venue.exchange().place(account, new Placement(new ClientOrderId(name), marketBuy("1")), report -> {});
            }

            for (OrderReference reference : List.of(
                    new OrderReference.ByClientId(BTC_USDT, new ClientOrderId("first")),
                    new OrderReference.ByVenueId(BTC_USDT, new VenueOrderId("1")))) {
                assertThat(venue.exchange().lookUp(account, reference)).hasValueSatisfying(order -> {
                    assertThat(order.state()).isEqualTo(OrderEvent.FILLED);
                    assertThat(order.filled()).hasToString("1");
                });
            }
            assertThat(fillsOf(venue)).hasSize(3);
            assertThat(venue.exchange()
                            .lookUp(account, new OrderReference.ByClientId(BTC_USDT, new ClientOrderId("never"))))
                    .isEmpty();
        }
    }

    @Test
    void withoutAStoreWhatIsForgottenIsUnknownAndNeverNothing() {
        ExchangeTerms forgetful = terms(FREE, 50).withOrders(new OrderPolicy(OrderPolicy.Duplicates.TAKEN, 1_000, 1));
        try (PaperVenue venue = venue(Optional.empty(), 1, forgetful)) {
            SimulatedAccount account = account(venue);
            venue.clock().start();
            elapse(venue, 1_000);
            venue.exchange().place(account, new Placement(new ClientOrderId("first"), marketBuy("1")), report -> {});
            elapse(venue, 2_000);
            venue.exchange().place(account, new Placement(new ClientOrderId("second"), marketBuy("1")), report -> {});

            assertThat(venue.exchange().fills(account, BTC_USDT, Instant.EPOCH))
                    .isInstanceOf(FillsReport.Unknown.class);
            assertThat(venue.exchange().fills(account, BTC_USDT, Instant.ofEpochMilli(1_001)))
                    .isInstanceOf(FillsReport.Known.class);
        }
    }

    @Test
    void aListenerThatFailsDoesNotEndTheExchange() {
        try (PaperVenue venue = venue(Optional.empty(), 1)) {
            var _ = venue.marketData(FaultPlan.none()).subscribe(BTC_USDT, Timeframe.M1, new MarketListener() {
                @Override
                public void onPrice(long atMs, double price) {
                    throw new IllegalStateException("fault of a listener");
                }

                @Override
                public void onCandle(ClosedCandle candle) {
                    throw new IllegalStateException("fault of a listener");
                }
            });
            listen(venue);
            venue.clock().start();

            elapse(venue, 60_000);

            assertThat(told).contains("60000 candle");
        }
    }

    @Test
    void aReplayThatHasEndedOpensAgain() {
        PaperVenue first = venue(store(), 1);
        SimulatedAccount account = account(first);
        first.clock().start();
        elapse(first, 300_000);
        first.exchange().place(account, new Placement(new ClientOrderId("late"), limitBuy("1", "50")), report -> {});
        first.close();

        try (PaperVenue second = venue(store(), 1)) {
            second.clock().start();
            elapse(second, 100_000);

            assertThat(second.clock().millis()).isEqualTo(400_000);
            assertThat(second.marketData(FaultPlan.none())
                            .quote(BTC_USDT)
                            .orElseThrow()
                            .bid())
                    .hasToString("100");
            assertThat(second.exchange().openOrders(account(second), BTC_USDT)).hasSize(1);
        }
    }

    @Test
    void aClosedExchangeTakesWatchesWithoutAWord() {
        PaperVenue venue = venue(Optional.empty(), 1);
        SimulatedMarketData market = venue.marketData(FaultPlan.none());
        venue.close();

        assertThatNoException().isThrownBy(() -> market.watchBelow(BTC_USDT, 90));
    }

    @Test
    void whoAsksAClosedExchangeIsAnswered() throws InterruptedException {
        PaperVenue venue = venue(Optional.empty(), 1);
        SimulatedBroker broker = broker(venue);
        venue.close();
        BlockingQueue<PlacementReport> reports = new ArrayBlockingQueue<>(1);

        broker.place(new Bench(CANDLES, terms(FREE, 0)).intent(marketBuy("1")), reports::add);

        assertThat(reports.poll(10, TimeUnit.SECONDS))
                .isEqualTo(new PlacementReport.Rejected(
                        "NOT_SENT", "the exchange is closed or overloaded, the request was not sent"));
    }

    private Optional<SimulatedExchangeStore> store() {
        return Optional.of(SimulatedExchangeStore.open(folder.resolve("paper.sqlite3"), "sim 42"));
    }

    private PaperVenue venue(Optional<SimulatedExchangeStore> store, double speed) {
        return venue(store, speed, terms(FREE, 50));
    }

    private PaperVenue venue(Optional<SimulatedExchangeStore> store, double speed, ExchangeTerms terms) {
        nanos = 0;
        return new PaperVenue(
                terms,
                new PaperVenue.Pace(0, speed, () -> nanos),
                List.of(new Listing(Bench.instrument(), new ReplayFeed(CANDLES))),
                store,
                failures::add);
    }

    private static SimulatedAccount account(PaperVenue venue) {
        return venue.account("main", List.of(Money.of("100000", USDT), Money.of("100", BTC)));
    }

    private SimulatedBroker broker(PaperVenue venue) {
        SimulatedBroker broker = venue.broker(account(venue), FaultPlan.none());
        var _ = broker.subscribe(BTC_USDT, event -> {
            if (event instanceof BrokerEvent.Filled(var fill)) {
                told.add("FILL " + fill.quantity() + "@" + fill.price() + " at "
                        + fill.at().toEpochMilli());
            }
        });
        return broker;
    }

    private void listen(PaperVenue venue) {
        var _ = venue.marketData(FaultPlan.none()).subscribe(BTC_USDT, Timeframe.M1, new MarketListener() {
            @Override
            public void onPrice(long atMs, double price) {
                told.add(atMs + " " + price);
            }

            @Override
            public void onCandle(ClosedCandle candle) {
                told.add(candle.closeTimeMs() + " candle");
            }
        });
        venue.admit();
    }

    private void hear(PlacementReport report) {
        told.add(
                report instanceof PlacementReport.Confirmed(var order)
                        ? "CONFIRMED " + order.state()
                        : report.toString());
    }

    /** Real time is now {@code ms} after the start. */
    private void elapse(PaperVenue venue, long ms) {
        nanos = Duration.ofMillis(ms).toNanos();
        venue.turn();
    }

    private static List<String> stateOf(PaperVenue venue) {
        List<String> state = new ArrayList<>();
        venue.exchange()
                .balances(account(venue))
                .forEach(balance -> state.add(balance.currency() + " "
                        + balance.free().amount().toPlainString() + " + "
                        + balance.locked().amount().toPlainString()));
        venue.exchange().openOrders(account(venue), BTC_USDT).forEach(order -> state.add(order.toString()));
        fillsOf(venue).forEach(fill -> state.add(fill.toString()));
        return state;
    }

    private static List<Fill> fillsOf(PaperVenue venue) {
        return ((FillsReport.Known) venue.exchange().fills(account(venue), BTC_USDT, Instant.EPOCH)).fills();
    }
}
