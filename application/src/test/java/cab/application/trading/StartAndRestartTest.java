package cab.application.trading;

import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.TIMEFRAME;
import static cab.application.testing.Fixtures.balances;
import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.shown;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.event.Topic;
import cab.application.port.BrokerEvent;
import cab.application.port.FillsReport;
import cab.application.port.HistoryReport;
import cab.application.port.LookupReport;
import cab.application.port.OpenOrdersReport;
import cab.application.port.PlacementReport;
import cab.application.testing.CycleBench;
import cab.application.testing.Fixtures;
import cab.domain.market.CandleSeries;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.strategy.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The way into trading, which is also the way back after a crash. */
class StartAndRestartTest {

    private final CycleBench bench = new CycleBench();

    @Test
    void aRestartWhileTheSymbolIsNotListedWaitsUntilItIs() {
        CycleBench bench = CycleBench.running();
        bench.hold();
        CycleBench restarted = bench.restarted();
        restarted.market.delist();

        restarted.start();
        restarted.price(40);
        restarted.time.advance(Duration.ofMinutes(1));
        assertThat(restarted.ready).isFalse();
        assertThat(restarted.cycle.status().pauseReasons()).containsExactly("the exchange does not list BTC/USDT");

        restarted.market.instrument(Fixtures.instrument());
        restarted.time.advance(Duration.ofMinutes(1));
        assertThat(restarted.ready).isTrue();
        assertThat(restarted.cycle.status().pauseReasons()).isEmpty();
    }

    @Test
    void aStartReconcilesThenReadsThePastThenTrades() {
        bench.broker.onOpenOrders(Optional::empty);
        bench.start();
        assertThat(bench.cycle.status().phase()).isEqualTo(Phase.RECONCILING);
        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.STARTING);

        bench.market.onHistory(count -> Optional.empty());
        bench.broker.openOrdersCalls().getFirst().answer(new OpenOrdersReport.Known(List.of()));
        bench.time.settle();
        assertThat(bench.cycle.status().phase()).isEqualTo(Phase.WARMING_UP);
        assertThat(bench.ready).isFalse();

        bench.market.onHistory(count -> Optional.of(past(3)));
        bench.time.advance(Duration.ofMinutes(1));
        assertThat(bench.ready).isTrue();
        assertThat(bench.cycle.status().phase()).isEqualTo(Phase.WATCHING);
        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.RUNNING);
        assertThat(bench.bus.topics()).contains(Topic.ORCHESTRATOR_STARTED);
    }

    @Test
    void aStartGoesOnAskingAnExchangeThatDoesNotAnswer() {
        bench.broker.onOpenOrders(() -> Optional.of(new OpenOrdersReport.Unknown("down")));
        bench.start();
        bench.time.advance(Duration.ofMinutes(1));
        assertThat(bench.ready).isFalse();
        assertThat(bench.broker.openOrdersCalls()).hasSize(13);

        bench.broker.onOpenOrders(() -> Optional.of(new OpenOrdersReport.Known(List.of())));
        bench.time.advance(Duration.ofSeconds(5));

        assertThat(bench.ready).isTrue();
    }

    @Test
    void aStreamThatComesBackDuringTheStartDoesNotKeepItFromEnding() {
        bench.broker.onOpenOrders(Optional::empty);
        bench.start();
        bench.broker.openOrdersCalls().getFirst().answer(new OpenOrdersReport.Unknown("down"));
        bench.broker.push(new BrokerEvent.StreamRestored());
        bench.time.advance(Duration.ofSeconds(5));

        bench.broker.onOpenOrders(() -> Optional.of(new OpenOrdersReport.Known(List.of())));
        bench.broker.openOrdersCalls().getLast().answer(new OpenOrdersReport.Known(List.of()));
        bench.time.settle();

        assertThat(bench.ready).isTrue();
    }

    @Test
    void pastCandlesAreLearnedAndNeverActedOn() {
        bench.market.onHistory(count -> Optional.of(past(3)));
        bench.strategy.say(Signal.BUY);

        bench.start();

        assertThat(bench.market.historyAsked()).containsExactly(50);
        assertThat(bench.strategy.seen()).containsExactly(closeOf(-2), closeOf(-1), closeOf(0));
        assertThat(bench.broker.placed()).isEmpty();
        assertThat(bench.cycle.decisions().latest(10)).isEmpty();
        assertThat(bench.cycle.status().cycles()).isZero();
        assertThat(bench.cycle.status().lastPrice()).contains(Price.of("50"));
    }

    @Test
    void aCandleOfThePastIsNotDecidedOnAgain() {
        bench.market.onHistory(count -> Optional.of(past(3)));
        bench.start();

        bench.hand(Signal.BUY, Fixtures.candle(NOON, 50));

        assertThat(bench.broker.placed()).isEmpty();
    }

    @Test
    void aHistoryThatDoesNotComeIsAskedForAgain() {
        bench.market.onHistory(count -> Optional.of(new HistoryReport.Unknown("down")));
        bench.start();
        bench.time.advance(Duration.ofSeconds(4));
        assertThat(bench.market.historyAsked()).hasSize(1);

        bench.market.onHistory(count -> Optional.of(past(3)));
        bench.time.advance(Duration.ofSeconds(1));

        assertThat(bench.ready).isTrue();
    }

    @Test
    void aCandleThatClosesDuringTheWarmUpComesBehindIt() {
        bench.market.onHistory(count -> Optional.empty());
        bench.start();
        bench.time.advance(Duration.ofMillis(TIMEFRAME.lengthMs()));
        bench.market.onHistory(count -> Optional.of(past(3)));
        bench.hand(Signal.BUY, Fixtures.candle(bench.time.instant(), 50));

        bench.time.advance(Duration.ofMinutes(1));

        assertThat(bench.strategy.seen()).containsExactly(closeOf(-2), closeOf(-1), closeOf(0), closeOf(1));
        assertThat(bench.broker.placed()).hasSize(1);
    }

    @Test
    void anIntentThatWasWrittenAndPerhapsSentIsLookedUpAndNotSentAgain() {
        bench.start();
        bench.candle(Signal.BUY, 50);
        OrderIntent entry = bench.lastPlaced();
        CycleBench restarted = bench.restarted();
        restarted.broker.onLookUp(
                order -> Optional.of(new LookupReport.Found(shown(order.intent(), OrderEvent.FILLED, "2"))));
        restarted.broker.onFills(since -> Optional.of(new FillsReport.Known(List.of(fill(entry, "t1", "2", "50")))));

        restarted.start();
        restarted.time.advance(CycleBench.SETTLEMENT);
        restarted.hand(Signal.BUY, Fixtures.candle(bench.lastClose(), 50));

        assertThat(restarted.broker.placed()).isEmpty();
        assertThat(restarted.cycle.status().position().quantity()).isEqualTo(Quantity.of("2"));
        assertThat(restarted.cycle.status().stopLevel()).contains(Price.of("47.5"));
    }

    @Test
    void anIntentThatWasProvablyNeverTakenEndsAndItsCandleIsNotRepeated() {
        bench.start();
        bench.candle(Signal.BUY, 50);
        CycleBench restarted = bench.restarted();
        restarted.broker.onLookUp(order -> Optional.of(new LookupReport.NotFound(true)));

        restarted.start();
        restarted.hand(Signal.BUY, Fixtures.candle(bench.lastClose(), 50));

        assertThat(restarted.broker.placed()).isEmpty();
        assertThat(restarted.cycle.status().workingOrders()).isZero();
        assertThat(restarted.capital.available()).isEqualTo(usdt("1000"));
        restarted.candle(Signal.BUY, 50);
        assertThat(restarted.broker.placed()).hasSize(1);
    }

    @Test
    void anOrderInDoubtOverARestartKeepsItsCapitalAndBlocksEntries() {
        bench.start();
        bench.candle(Signal.BUY, 50);
        CycleBench restarted = bench.restarted();

        restarted.start();
        restarted.candle(Signal.BUY, 50);

        assertThat(restarted.broker.placed()).isEmpty();
        assertThat(restarted.capital.available()).isEqualTo(usdt("900"));
        assertThat(restarted.cycle.status().phase()).isEqualTo(Phase.ENTERING);
        assertThat(restarted.broker.lookUps()).isNotEmpty();
    }

    @Test
    void aSaleThatWasWaitingGoesOnAfterARestart() {
        bench.start();
        bench.hold();
        bench.candle(Signal.SELL, 50);
        bench.broker.lastPlacement().answer(new PlacementReport.Rejected("busy", "later"));
        CycleBench restarted = bench.restarted();

        restarted.start();

        assertThat(restarted.lastPlaced().purpose()).isEqualTo(Purpose.EXIT);
        assertThat(restarted.cycle.status().phase()).isEqualTo(Phase.EXITING);
    }

    @Test
    void aSaleThatMayHaveBeenSentIsNotDoubledByARestart() {
        bench.start();
        bench.hold();
        bench.price(47);
        OrderIntent sale = bench.lastPlaced();
        CycleBench restarted = bench.restarted();
        restarted.start();
        restarted.price(46);
        restarted.time.advance(Duration.ofHours(1));
        assertThat(restarted.broker.placed()).isEmpty();

        restarted.broker.push(new BrokerEvent.Filled(fill(sale, "s1", "2", "47")));
        restarted.broker.push(new BrokerEvent.OrderChanged(shown(sale, OrderEvent.FILLED, "2")));

        assertThat(restarted.cycle.status().position().isFlat()).isTrue();
        assertThat(restarted.cycle.status().workingOrders()).isZero();
    }

    @Test
    void aStopThatTheDiskDidNotTakeIsFoundByARestart() {
        bench.start();
        bench.hold();
        bench.journal.failing(true);
        bench.price(47);
        OrderIntent sale = bench.lastPlaced();
        bench.journal.failing(false);
        CycleBench restarted = bench.restarted();
        restarted.broker.onFills(since -> Optional.of(new FillsReport.Known(List.of(fill(sale, "s1", "2", "47")))));
        restarted.broker.onLookUp(
                order -> Optional.of(new LookupReport.Found(shown(order.intent(), OrderEvent.FILLED, "2"))));

        restarted.start();
        restarted.price(46);
        restarted.time.advance(CycleBench.SETTLEMENT);

        assertThat(restarted.broker.placed()).isEmpty();
        assertThat(restarted.cycle.status().position().isFlat()).isTrue();
        assertThat(restarted.cycle.status().workingOrders()).isZero();
    }

    @Test
    void whatAnExitThatTheDiskDidNotTakeHasLeftIsSoldByTheRestart() {
        bench.start();
        bench.hold();
        bench.journal.failing(true);
        bench.candle(Signal.SELL, 50);
        OrderIntent sale = bench.lastPlaced();
        bench.journal.failing(false);
        CycleBench restarted = bench.restarted();
        restarted.broker.onFills(since -> Optional.of(new FillsReport.Known(List.of(fill(sale, "s1", "0.5", "50")))));
        restarted.broker.onLookUp(
                order -> Optional.of(new LookupReport.Found(shown(order.intent(), OrderEvent.CANCELLED, "0.5"))));

        restarted.start();
        assertThat(restarted.cycle.status().phase()).isEqualTo(Phase.EXITING);
        restarted.time.advance(CycleBench.SETTLEMENT);

        assertThat(restarted.broker.placed()).hasSize(1);
        assertThat(restarted.lastPlaced().purpose()).isEqualTo(Purpose.EXIT);
        assertThat(restarted.lastPlaced().terms().size()).isEqualTo(new OrderSize.OfBase(Quantity.of("1.5")));
    }

    @Test
    void anOrderThatALaterReconciliationFindsIsFollowed() {
        bench.start();
        bench.hold();
        OrderIntent lost = Fixtures.sale(Purpose.PROTECTION, bench.lastClose(), 0, "2");
        bench.broker.onOpenOrders(
                () -> Optional.of(new OpenOrdersReport.Known(List.of(shown(lost, OrderEvent.ACCEPTED, "0")))));
        bench.cycle.reconcile();
        bench.time.advance(CycleBench.SETTLEMENT);

        assertThat(bench.broker.lookUps()).hasSize(1);
    }

    @Test
    void whatTheStreamTellsDuringTheFirstReconciliationComesBehindIt() {
        bench.start();
        bench.candle(Signal.BUY, 50);
        OrderIntent entry = bench.lastPlaced();
        CycleBench restarted = bench.restarted();
        restarted.broker.onOpenOrders(Optional::empty);
        restarted.start();
        restarted.broker.push(new BrokerEvent.Filled(fill(entry, "t1", "2", "50")));
        assertThat(restarted.cycle.status().position().isFlat()).isTrue();

        restarted.broker.openOrdersCalls().getFirst().answer(new OpenOrdersReport.Known(List.of()));
        restarted.time.settle();

        assertThat(restarted.cycle.status().position().quantity()).isEqualTo(Quantity.of("2"));
    }

    @Test
    void fillsDuringTheDowntimeAreBookedOnce() {
        bench.start();
        bench.candle(Signal.BUY, 50);
        bench.broker
                .lastPlacement()
                .answer(new PlacementReport.Confirmed(shown(bench.lastPlaced(), OrderEvent.ACCEPTED, "0")));
        OrderIntent entry = bench.lastPlaced();
        CycleBench restarted = bench.restarted();
        restarted.broker.onFills(since -> Optional.of(new FillsReport.Known(List.of(fill(entry, "t1", "2", "50")))));
        restarted.broker.onLookUp(
                order -> Optional.of(new LookupReport.Found(shown(order.intent(), OrderEvent.FILLED, "2"))));

        restarted.start();
        restarted.time.advance(Duration.ofMinutes(5));

        assertThat(restarted.cycle.status().position().quantity()).isEqualTo(Quantity.of("2"));
        assertThat(restarted.cycle.status().workingOrders()).isZero();
    }

    @Test
    void nothingHappensAnyMoreAfterTheEnd() {
        bench.start();
        bench.hold();
        bench.candle(Signal.SELL, 50);
        bench.cycle.close();
        bench.broker.lastPlacement().answer(new PlacementReport.Rejected("busy", "later"));
        bench.price(40);
        bench.candle(Signal.SELL, 40);
        bench.time.advance(Duration.ofHours(1));

        assertThat(bench.broker.placed()).hasSize(2);
        assertThat(bench.broker.hasSubscribers()).isFalse();
        assertThat(bench.time.waiting()).isZero();
    }

    @Test
    void whatIsReportedAfterTheEndIsStillBooked() {
        bench.start();
        bench.candle(Signal.BUY, 50);
        OrderIntent entry = bench.lastPlaced();
        bench.cycle.close();

        bench.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.ACCEPTED, "0")));

        assertThat(bench.cycle.book().order(entry.clientOrderId()).orElseThrow().venueOrderId())
                .isPresent();
    }

    @Test
    void anEndDuringTheStartEndsTheStart() {
        bench.broker.onOpenOrders(() -> Optional.of(new OpenOrdersReport.Unknown("down")));
        bench.start();
        bench.cycle.close();
        bench.broker.onOpenOrders(() -> Optional.of(new OpenOrdersReport.Known(List.of())));

        bench.time.advance(Duration.ofHours(1));

        assertThat(bench.ready).isFalse();
    }

    @Test
    void anEndDuringTheWarmUpEndsTheStart() {
        bench.market.onHistory(count -> Optional.of(new HistoryReport.Unknown("down")));
        bench.start();
        bench.cycle.close();
        bench.market.onHistory(count -> Optional.of(past(3)));

        bench.time.advance(Duration.ofHours(1));

        assertThat(bench.ready).isFalse();
    }

    @Test
    void aDifferenceFoundTwiceHoldsAndOneThatIsGoneLifts() {
        bench.start();
        bench.hold();
        bench.broker.onBalances(() -> Optional.of(balances("900", "0")));
        bench.cycle.reconcile();
        bench.time.settle();
        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.RUNNING);
        assertThat(bench.cycle.status().tradingState()).isEqualTo(TradingState.REDUCING);

        bench.time.advance(Duration.ofSeconds(5));
        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.PAUSED);
        assertThat(bench.cycle.status().pauseReasons())
                .containsExactly("unexplained difference: the book holds 2 BTC, the exchange 0 BTC");
        assertThat(bench.bus.topics()).contains(Topic.ORCHESTRATOR_PAUSED);
        bench.candle(Signal.SELL, 50);
        assertThat(bench.lastPlaced().purpose()).isEqualTo(Purpose.EXIT);
        bench.fillLast("50");

        bench.time.advance(CycleBench.RECONCILE);
        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.RUNNING);
        assertThat(bench.bus.topics()).contains(Topic.ORCHESTRATOR_RESUMED);
    }

    @Test
    void aDifferenceThatExplainsItselfHoldsNothing() {
        bench.start();
        bench.hold();
        bench.broker.onBalances(() -> Optional.of(balances("900", "0")));
        bench.cycle.reconcile();
        bench.time.settle();
        bench.broker.onBalances(() -> Optional.of(balances("900", "2")));

        bench.time.advance(Duration.ofSeconds(5));

        assertThat(bench.cycle.status().tradingState()).isEqualTo(TradingState.ACTIVE);
        assertThat(bench.bus.topics()).doesNotContain(Topic.ORCHESTRATOR_PAUSED);
    }

    @Test
    void reconciliationRunsAtItsInterval() {
        bench.start();
        int before = bench.broker.openOrdersCalls().size();

        bench.time.advance(CycleBench.RECONCILE.multipliedBy(3));

        assertThat(bench.broker.openOrdersCalls()).hasSize(before + 3);
    }

    @Test
    void aStreamThatWasCutOffIsMadeUpFor() {
        bench.start();
        bench.candle(Signal.BUY, 50);
        OrderIntent entry = bench.lastPlaced();
        bench.broker.onFills(since -> Optional.of(new FillsReport.Known(List.of(fill(entry, "t1", "2", "50")))));

        bench.broker.push(new BrokerEvent.StreamRestored());
        bench.time.settle();

        assertThat(bench.cycle.status().position().quantity()).isEqualTo(Quantity.of("2"));
    }

    @Test
    void fillsOfOthersInTheStreamAreLeftAlone() {
        bench.start();
        bench.broker.push(
                new BrokerEvent.Filled(fill(new ClientOrderId("by-hand"), Side.BUY, "x", "1", "50", usdt("0"), NOON)));

        assertThat(bench.cycle.status().position().isFlat()).isTrue();
    }

    @Test
    void withoutAnOrderAtWorkThereIsNothingToSettle() {
        bench.start();
        bench.hold();
        int waiting = bench.time.waiting();

        bench.candle(Signal.SELL, 50);
        assertThat(bench.time.waiting()).isEqualTo(waiting + 1);
        bench.fillLast("50");

        assertThat(bench.time.waiting()).isEqualTo(waiting);
    }

    private static long closeOf(int candlesAfterNoon) {
        return NOON.toEpochMilli() + candlesAfterNoon * TIMEFRAME.lengthMs();
    }

    /** The last candles up to noon. */
    static HistoryReport past(int count) {
        return until(NOON, count);
    }

    static HistoryReport until(Instant lastClose, int count) {
        CandleSeries.Builder candles = CandleSeries.builder(TIMEFRAME);
        for (int back = count; back > 0; back--) {
            var _ = candles.add(lastClose.toEpochMilli() - back * TIMEFRAME.lengthMs(), 50, 50, 50, 50, 1);
        }
        return new HistoryReport.Known(candles.build());
    }
}
