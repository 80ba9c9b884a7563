package cab.application.trading;

import static cab.application.testing.Fixtures.candle;
import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.instrument;
import static cab.application.testing.Fixtures.shown;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.port.BrokerEvent;
import cab.application.port.CancelReport;
import cab.application.port.FillsReport;
import cab.application.port.LookupReport;
import cab.application.port.PlacementReport;
import cab.application.protection.RestingStop;
import cab.application.testing.CycleBench;
import cab.domain.market.FeeSchedule.FeeCharge;
import cab.domain.money.Price;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderType;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.strategy.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A position of 2 BTC bought at 50, a hard stop at 47.5, a trail of 3 % from 52 on, at an exchange that takes stops;
 * they follow in steps of 1 %.
 */
class StopsAtTheExchangeTest {

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final CycleBench bench = holding(Duration.ZERO);

    private static CycleBench holding(Duration lifetime) {
        CycleBench bench = CycleBench.withStops(lifetime);
        bench.hold();
        return bench;
    }

    @Test
    void aStopForTheWholePositionRestsAtTheLevelOnceTheEntryIsFilled() {
        OrderIntent stop = lastPlaced();

        assertThat(stop.terms().type()).isEqualTo(OrderType.STOP_MARKET);
        assertThat(stop.side()).isEqualTo(Side.SELL);
        assertThat(stop.purpose()).isEqualTo(Purpose.PROTECTION);
        assertThat(quantityOf(stop)).isEqualTo("2");
        assertThat(stop.terms().trigger()).contains(Price.of("47.5"));
        assertThat(bench.trail).endsWith("durable " + stop.clientOrderId(), "place " + stop.clientOrderId());
    }

    @Test
    void aPositionWithAStopIsHeldAndNothingElse() {
        acknowledge();

        assertThat(bench.cycle.status().phase()).isEqualTo(Phase.HOLDING);
        assertThat(bench.cycle.status().stopAtExchange()).contains(Price.of("47.5"));
        assertThat(bench.cycle.book().isBusy()).isFalse();
        assertThat(bench.cycle.status().workingOrders()).isEqualTo(1);
    }

    @Test
    void theFirstStopOfAPositionIsToldAndThoseThatReplaceItAreNot() {
        acknowledge();
        assertThat(bench.bus.of(Topic.PROTECTION_STOP))
                .containsExactly(new EventPayload.Notice(RestingStop.PLACED, "stop 47.5 for 2 rests at the exchange"));

        bench.time.advance(PAUSE);
        bench.price(53);
        cancelled(bench);
        acknowledge();

        assertThat(bench.bus.of(Topic.PROTECTION_STOP)).hasSize(1);
    }

    @Test
    void untilItIsAcknowledgedTheProgramAloneWatches() {
        assertThat(bench.cycle.status().stopAtExchange()).isEmpty();
        assertThat(bench.cycle.status().stopLevel()).contains(Price.of("47.5"));
    }

    @Test
    void aStopCountsAsNoOrderBeforeItTrades() {
        acknowledge();
        assertThat(bench.cycle.book().activity().ordersToday(bench.time.instant()))
                .isEqualTo(1);

        bench.fillPart("1", "47.5");
        bench.fillPart("1", "47.5");

        assertThat(bench.cycle.book().activity().ordersToday(bench.time.instant()))
                .isEqualTo(2);
    }

    @Test
    void anEntryThatIsFilledInPartsWaitsAFewSecondsForItsStop() {
        CycleBench slow = CycleBench.withStops(Duration.ZERO);
        slow.candle(Signal.BUY, 50);
        OrderIntent entry = slow.lastPlaced();
        answer(slow, OrderEvent.ACCEPTED, "0");
        slow.fillPart("1", "50");

        slow.time.advance(Duration.ofMillis(4_999));
        assertThat(slow.broker.placed()).hasSize(1);
        slow.time.advance(Duration.ofMillis(1));

        assertThat(quantityOf(slow.lastPlaced())).isEqualTo("1");
        answer(slow, OrderEvent.ACCEPTED, "0");

        slow.broker.push(new BrokerEvent.Filled(fill(entry, "second", "1", "50")));
        slow.broker.push(new BrokerEvent.OrderChanged(shown(entry, OrderEvent.FILLED, "2")));
        slow.time.advance(PAUSE);

        cancelled(slow);
        assertThat(quantityOf(slow.lastPlaced())).isEqualTo("2");
        assertThat(slow.lastPlaced().terms().type()).isEqualTo(OrderType.STOP_MARKET);
    }

    @Test
    void anEntryThatEndsEarlyGetsItsStopAtOnce() {
        CycleBench partly = CycleBench.withStops(Duration.ZERO);
        partly.candle(Signal.BUY, 50);
        OrderIntent entry = partly.lastPlaced();
        answer(partly, OrderEvent.ACCEPTED, "0");
        partly.fillPart("1.95", "50");
        partly.broker.push(new BrokerEvent.OrderChanged(shown(entry, OrderEvent.CANCELLED, "1.95")));
        partly.time.settle();

        assertThat(quantityOf(partly.lastPlaced())).isEqualTo("1.95");
    }

    @Test
    void theTriggerIsRoundedUpToTheTickAndNeverDown() {
        CycleBench odd = CycleBench.withStops(Duration.ZERO);
        odd.candle(Signal.BUY, 50);
        odd.fillLast("50.03");

        // 95 % of 50.03 is 47.5285.
        assertThat(odd.lastPlaced().terms().trigger()).contains(Price.of("47.53"));
    }

    @Test
    void theStopFollowsTheTrailInStepsOfOnePercentAndNotBelow() {
        acknowledge();
        bench.time.advance(PAUSE);

        // 3 % below 49.45 is 47.9665; the trail is not armed yet.
        bench.price(51.99);
        assertThat(bench.broker.cancellations()).isEmpty();
        bench.price(52);

        assertThat(bench.broker.cancellations()).hasSize(1);
        cancelled(bench);
        assertThat(lastPlaced().terms().trigger()).contains(Price.of("50.44"));
        acknowledge();
        bench.time.advance(PAUSE);

        // 1 % above 50.44 is 50.9444, 97 % of 52.52.
        bench.price(52.51);
        assertThat(bench.broker.cancellations()).hasSize(1);
        bench.price(52.53);
        assertThat(bench.broker.cancellations()).hasSize(2);
    }

    @Test
    void theNewStopWaitsForEvidenceThatTheOldOneHasEnded() {
        acknowledge();
        bench.time.advance(PAUSE);
        bench.price(53);
        int placed = bench.broker.placed().size();

        bench.broker.cancellations().getLast().answer(new CancelReport.Unknown("timeout"));
        bench.time.advance(Duration.ofMinutes(3));
        assertThat(bench.broker.placed()).hasSize(placed);
        assertThat(bench.broker.cancellations()).hasSizeGreaterThan(1);

        cancelled(bench);
        assertThat(bench.broker.placed()).hasSize(placed + 1);
    }

    @Test
    void betweenTwoStopsTheProgramWatches() {
        acknowledge();
        bench.time.advance(PAUSE);
        bench.price(53);
        int placed = bench.broker.placed().size();

        bench.price(51);
        assertThat(bench.broker.placed()).hasSize(placed);
        cancelled(bench);

        assertThat(lastPlaced().terms().type()).isEqualTo(OrderType.MARKET);
        assertThat(lastPlaced().purpose()).isEqualTo(Purpose.PROTECTION);
        assertThat(bench.broker.placed()).hasSize(placed + 1);
    }

    @Test
    void replacementsKeepAPauseBetweenThem() {
        acknowledge();
        bench.price(53);
        assertThat(bench.broker.cancellations()).isEmpty();

        bench.time.advance(PAUSE.minusMillis(1));
        assertThat(bench.broker.cancellations()).isEmpty();
        bench.time.advance(Duration.ofMillis(1));
        assertThat(bench.broker.cancellations()).hasSize(1);
    }

    @Test
    void anExitEndsTheStopFirstAndSellsOnEvidence() {
        acknowledge();
        int placed = bench.broker.placed().size();
        bench.candle(Signal.SELL, 50);

        assertThat(bench.broker.cancellations()).hasSize(1);
        assertThat(bench.broker.placed()).hasSize(placed);
        assertThat(bench.cycle.status().phase()).isEqualTo(Phase.EXITING);
        bench.broker.cancellations().getLast().answer(new CancelReport.Requested());
        assertThat(bench.broker.placed()).hasSize(placed);

        cancelled(bench);

        assertThat(bench.broker.placed()).hasSize(placed + 1);
        assertThat(lastPlaced().purpose()).isEqualTo(Purpose.EXIT);
        assertThat(lastPlaced().terms().type()).isEqualTo(OrderType.MARKET);
        assertThat(quantityOf(lastPlaced())).isEqualTo("2");
        bench.fillLast("50");
        assertThat(bench.cycle.status().position().isFlat()).isTrue();
        assertThat(bench.bus.of(Topic.TRADE_FAILED)).isEmpty();
    }

    @Test
    void aStopThatFillsWhileItIsEndedCounts() {
        acknowledge();
        OrderIntent stop = lastPlaced();
        bench.candle(Signal.SELL, 50);
        int placed = bench.broker.placed().size();

        bench.fillPart("2", "47.5");
        bench.broker.cancellations().getLast().answer(new CancelReport.NotOpen("ended"));
        bench.broker.lookUps().getLast().answer(new LookupReport.Found(shown(stop, OrderEvent.FILLED, "2")));
        bench.time.settle();

        assertThat(bench.broker.placed()).hasSize(placed);
        assertThat(bench.cycle.status().position().isFlat()).isTrue();
        assertThat(bench.cycle.status().phase()).isEqualTo(Phase.WATCHING);
    }

    @Test
    void whatAStopThatWasEndedInPartLeavesIsSoldByAFollowUp() {
        acknowledge();
        OrderIntent stop = lastPlaced();
        bench.candle(Signal.SELL, 50);

        bench.fillPart("0.5", "47.5");
        bench.broker.cancellations().getLast().answer(new CancelReport.Ended(shown(stop, OrderEvent.CANCELLED, "0.5")));
        bench.time.settle();

        assertThat(quantityOf(lastPlaced())).isEqualTo("1.5");
        assertThat(lastPlaced().parent()).contains(stop.clientOrderId());
        assertThat(lastPlaced().clientOrderId().isFollowUp()).isTrue();
    }

    @Test
    void aStopThatFiresSellsThePositionAndSaysSo() {
        acknowledge();

        bench.fillLast("47.4");

        assertThat(bench.cycle.status().position().isFlat()).isTrue();
        assertThat(bench.cycle.status().phase()).isEqualTo(Phase.WATCHING);
        assertThat(bench.bus.of(Topic.ORDER_EXECUTED)).hasSize(1);
        assertThat(bench.broker.placed()).hasSize(2);
    }

    @Test
    void aStopThatFiresInPartIsASaleAtWork() {
        acknowledge();
        OrderIntent stop = lastPlaced();

        bench.fillPart("0.5", "47.5");
        assertThat(bench.cycle.status().phase()).isEqualTo(Phase.EXITING);
        bench.price(40);
        bench.time.advance(GRACE.multipliedBy(2));
        assertThat(bench.broker.placed()).hasSize(2);
        assertThat(bench.broker.cancellations()).isEmpty();

        bench.broker.push(new BrokerEvent.OrderChanged(shown(stop, OrderEvent.CANCELLED, "0.5")));
        bench.time.settle();

        assertThat(quantityOf(lastPlaced())).isEqualTo("1.5");
        assertThat(lastPlaced().terms().type()).isEqualTo(OrderType.MARKET);
        assertThat(lastPlaced().clientOrderId().isFollowUp()).isTrue();
    }

    @Test
    void aStopThatFiresAndDoesNotGetOnIsEndedAfterTheTimeOfAnOrder() {
        acknowledge();
        bench.fillPart("0.5", "47.5");

        bench.time.advance(CycleBench.ORDER_MAX_AGE);
        assertThat(bench.broker.cancellations()).isEmpty();
        bench.time.advance(CycleBench.SETTLEMENT);

        assertThat(bench.broker.cancellations()).hasSize(1);
    }

    @Test
    void aStopMayRestForAsLongAsItLikes() {
        acknowledge();

        bench.time.advance(Duration.ofDays(2));

        assertThat(bench.broker.cancellations()).isEmpty();
        assertThat(bench.broker.placed()).hasSize(2);
    }

    @Test
    void aRestingStopIsLookedAtByReconciliationAlone() {
        acknowledge();
        int before = bench.broker.lookUps().size();

        bench.time.advance(CycleBench.RECONCILE.multipliedBy(10));

        assertThat(bench.broker.lookUps().size() - before).isBetween(9, 11);
    }

    @Test
    void aStopThatWasFilledUnheardIsFoundByTheNextReconciliation() {
        acknowledge();
        OrderIntent stop = lastPlaced();
        bench.broker.onLookUp(order -> Optional.of(new LookupReport.Found(shown(stop, OrderEvent.FILLED, "2"))));
        bench.broker.onFills(since -> Optional.of(new FillsReport.Known(List.of(fill(stop, "unheard", "2", "47.4")))));

        bench.time.advance(CycleBench.RECONCILE.plus(CycleBench.SETTLEMENT));

        assertThat(bench.cycle.status().position().isFlat()).isTrue();
        assertThat(bench.cycle.status().workingOrders()).isZero();
    }

    @Test
    void theExchangeIsGivenAShortGraceToFire() {
        acknowledge();
        bench.price(47.4);
        assertThat(bench.broker.cancellations()).isEmpty();

        bench.time.advance(GRACE.minusMillis(1));
        assertThat(bench.broker.cancellations()).isEmpty();
        bench.time.advance(Duration.ofMillis(1));
        assertThat(bench.broker.cancellations()).hasSize(1);

        cancelled(bench);
        assertThat(lastPlaced().terms().type()).isEqualTo(OrderType.MARKET);
        assertThat(lastPlaced().purpose()).isEqualTo(Purpose.PROTECTION);
    }

    @Test
    void aStopThatFiresWithinTheGraceLeavesNothingToSell() {
        acknowledge();
        bench.price(47.4);
        bench.fillLast("47.4");

        bench.time.advance(GRACE.multipliedBy(2));

        assertThat(bench.broker.cancellations()).isEmpty();
        assertThat(bench.broker.placed()).hasSize(2);
    }

    @Test
    void whereTheLevelIsAboveTheTriggerThereIsNoGrace() {
        acknowledge();
        bench.price(53);
        // The trail is at 51.41, the stop at the exchange still at 47.5.
        bench.price(51.4);

        assertThat(bench.broker.cancellations()).hasSize(1);
        cancelled(bench);
        assertThat(lastPlaced().terms().type()).isEqualTo(OrderType.MARKET);
    }

    @Test
    void aStopRefusedBecauseItsTriggerWasReachedSellsAtOnce() {
        refuse(PlacementReport.Rejected.TRIGGER_REACHED);

        assertThat(lastPlaced().terms().type()).isEqualTo(OrderType.MARKET);
        assertThat(lastPlaced().purpose()).isEqualTo(Purpose.PROTECTION);
        assertThat(quantityOf(lastPlaced())).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOTIONAL_TOO_SMALL",
                "BALANCE_NOT_ENOUGH",
                "TOO_MANY_OPEN_ORDERS",
                "PRICE_TICK",
                "REQUEST_EXPIRED",
                "INVALID_PARAM_VALUE",
                "PERCENT_PRICE",
                "SERVER_ERROR",
                "whatever"
            })
    void noOtherRefusalEverSells(String code) {
        refuse(code);

        assertThat(bench.broker.placed()).hasSize(2);
        assertThat(bench.cycle.status().phase()).isEqualTo(Phase.HOLDING);
        assertThat(bench.cycle.status().stopLevel()).contains(Price.of("47.5"));
        assertThat(notices()).hasSize(1);

        bench.price(47.4);

        assertThat(lastPlaced().terms().type()).isEqualTo(OrderType.MARKET);
    }

    @Test
    void aRefusedStopIsTriedAgainWithGrowingPausesAndToldOnce() {
        bench.broker.onPlace(intent -> Optional.of(new PlacementReport.Rejected("busy", "later")));
        refuse("busy");
        int before = bench.broker.placed().size();

        bench.time.advance(PAUSE);
        assertThat(bench.broker.placed()).hasSize(before + 1);
        bench.time.advance(PAUSE.multipliedBy(2).minusMillis(1));
        assertThat(bench.broker.placed()).hasSize(before + 1);
        bench.time.advance(Duration.ofMillis(1));
        assertThat(bench.broker.placed()).hasSize(before + 2);

        bench.time.advance(Duration.ofDays(1));
        assertThat(bench.broker.placed().size() - before).isBetween(26, 34);
        assertThat(notices()).hasSize(1);
        assertThat(bench.bus.of(Topic.TRADE_FAILED)).isEmpty();
    }

    @Test
    void stopsNeverUseUpTheNamesThatASaleNeeds() {
        bench.broker.onPlace(intent -> Optional.of(new PlacementReport.Rejected("busy", "later")));
        refuse("busy");

        for (int day = 0; day < 60; day++) {
            bench.time.advance(Duration.ofDays(1));
        }
        long stops = bench.broker.placed().stream().filter(OrderIntent::isStop).count();
        assertThat(stops).isEqualTo(1_000);

        bench.price(47);
        assertThat(lastPlaced().terms().type()).isEqualTo(OrderType.MARKET);
    }

    @Test
    void aStopWorthTooLittleAtItsOwnPriceIsNeverSent() {
        CycleBench poor = CycleBench.withStops(Duration.ZERO);
        poor.market.instrument(instrument(FeeCharge.QUOTE, "99"));
        poor.candle(Signal.BUY, 50);
        poor.fillLast("50");

        // 2 at 50 are worth 100, at 47.5 only 95.
        assertThat(poor.broker.placed()).hasSize(1);
        assertThat(poor.cycle.status().phase()).isEqualTo(Phase.HOLDING);
        assertThat(poor.bus.of(Topic.PROTECTION_STOP)).hasSize(1);
    }

    @Test
    void aStopThatTheExchangeEndsIsPlacedAgainAfterAPause() {
        acknowledge();
        OrderIntent stop = lastPlaced();
        bench.broker.push(new BrokerEvent.OrderChanged(shown(stop, OrderEvent.CANCELLED, "0")));
        bench.time.settle();
        assertThat(bench.broker.placed()).hasSize(2);
        assertThat(notices()).hasSize(1);

        bench.time.advance(PAUSE);

        assertThat(bench.broker.placed()).hasSize(3);
        assertThat(lastPlaced().isStop()).isTrue();
        assertThat(lastPlaced().clientOrderId()).isNotEqualTo(stop.clientOrderId());
    }

    @Test
    void anExpiredStopIsPlacedAgainAtOnce() {
        acknowledge();
        bench.time.advance(Duration.ofHours(1));
        bench.broker.push(new BrokerEvent.OrderChanged(shown(lastPlaced(), OrderEvent.EXPIRED, "0")));
        bench.time.settle();

        assertThat(bench.broker.placed()).hasSize(3);
        assertThat(lastPlaced().isStop()).isTrue();
    }

    @Test
    void aStopIsReplacedBeforeItExpires() {
        CycleBench expiring = holding(Duration.ofHours(1));
        answer(expiring, OrderEvent.ACCEPTED, "0");

        expiring.time.advance(Duration.ofMinutes(54).minusMillis(1));
        assertThat(expiring.broker.cancellations()).isEmpty();
        expiring.time.advance(Duration.ofMillis(1));
        assertThat(expiring.broker.cancellations()).hasSize(1);
        cancelled(expiring);

        assertThat(expiring.broker.placed()).hasSize(3);
    }

    @Test
    void aClosedPositionGetsNoStop() {
        acknowledge();
        bench.fillLast("47.5");

        bench.time.advance(Duration.ofHours(1));

        assertThat(bench.broker.placed()).hasSize(2);
    }

    @Test
    void aStopThatIsNotWantedAnyMoreWhenItIsDurableDoesNotLeave() {
        CycleBench slow = CycleBench.withStops(Duration.ZERO);
        slow.candle(Signal.BUY, 50);
        OrderIntent entry = slow.lastPlaced();
        slow.broker.push(new BrokerEvent.Filled(fill(entry, "t", "2", "50")));
        slow.journal.hold();
        slow.broker.push(new BrokerEvent.OrderChanged(shown(entry, OrderEvent.FILLED, "2")));
        slow.time.settle();
        assertThat(slow.broker.placed()).hasSize(1);
        slow.candle(Signal.SELL, 50);

        slow.journal.release();
        slow.time.settle();

        assertThat(slow.broker.placed()).hasSize(2);
        assertThat(slow.lastPlaced().purpose()).isEqualTo(Purpose.EXIT);
        assertThat(quantityOf(slow.lastPlaced())).isEqualTo("2");
    }

    @Test
    void aDiskThatFailsKeepsStopsBackAndSalesNot() {
        CycleBench broken = CycleBench.withStops(Duration.ZERO);
        broken.candle(Signal.BUY, 50);
        broken.journal.failing(true);
        broken.fillLast("50");
        assertThat(broken.broker.placed()).hasSize(1);

        broken.price(47);
        assertThat(broken.lastPlaced().terms().type()).isEqualTo(OrderType.MARKET);
    }

    @Test
    void aStopWhoseAnswerIsLostKeepsEveryOtherOrderBackUntilThereIsEvidence() {
        OrderIntent stop = lastPlaced();
        bench.broker.lastPlacement().answer(new PlacementReport.Unknown("timeout"));
        bench.candle(Signal.SELL, 50);
        bench.time.advance(Duration.ofMinutes(2));
        assertThat(bench.broker.placed()).hasSize(2);

        bench.broker.onLookUp(order -> Optional.of(new LookupReport.Found(shown(stop, OrderEvent.ACCEPTED, "0"))));
        bench.time.advance(CycleBench.ANSWER_DEADLINE.plus(CycleBench.SETTLEMENT));
        assertThat(bench.broker.cancellations()).isNotEmpty();
        cancelled(bench);

        assertThat(lastPlaced().purpose()).isEqualTo(Purpose.EXIT);
    }

    @Test
    void aStopThatWasProvablyNeverTakenMakesWay() {
        bench.broker.lastPlacement().answer(new PlacementReport.Unknown("timeout"));
        bench.candle(Signal.SELL, 50);
        bench.broker.onLookUp(order -> Optional.of(new LookupReport.NotFound(true)));

        bench.time.advance(CycleBench.SETTLEMENT.multipliedBy(2));

        assertThat(lastPlaced().purpose()).isEqualTo(Purpose.EXIT);
    }

    @Test
    void aRestartAdoptsTheStopThatRests() {
        acknowledge();
        CycleBench restarted = bench.restarted();
        stopStillRests(restarted);
        restarted.start();
        restarted.time.advance(Duration.ofMinutes(10));

        assertThat(restarted.broker.placed()).isEmpty();
        assertThat(restarted.broker.cancellations()).isEmpty();
        assertThat(restarted.cycle.status().phase()).isEqualTo(Phase.HOLDING);
        assertThat(restarted.cycle.status().stopAtExchange()).contains(Price.of("47.5"));
    }

    @Test
    void aRestartReplacesAStopThatLagsBehindItsLevel() {
        acknowledge();
        bench.price(53);
        bench.hand(Signal.HOLD, candle(bench.lastClose().plus(Duration.ofMinutes(15)), 53));
        assertThat(bench.broker.cancellations()).isEmpty();
        CycleBench restarted = bench.restarted();
        stopStillRests(restarted);
        restarted.start();

        assertThat(restarted.broker.cancellations()).hasSize(1);
    }

    @Test
    void aRestartResolvesAStopThatMayHaveBeenSentBeforeItPlacesAnother() {
        CycleBench restarted = bench.restarted();
        restarted.start();
        restarted.time.advance(Duration.ofMinutes(2));
        assertThat(restarted.broker.placed()).isEmpty();
        assertThat(restarted.broker.lookUps()).isNotEmpty();

        restarted.broker.onLookUp(order -> Optional.of(new LookupReport.NotFound(true)));
        restarted.time.advance(CycleBench.ANSWER_DEADLINE.plus(CycleBench.SETTLEMENT.multipliedBy(2)));

        assertThat(restarted.broker.placed()).hasSize(1);
        assertThat(restarted.lastPlaced().isStop()).isTrue();
        assertThat(restarted.lastPlaced().clientOrderId())
                .isNotEqualTo(bench.lastPlaced().clientOrderId());
    }

    @Test
    void aRestartPlacesAStopForAPositionThatHasNone() {
        refuse("busy");
        CycleBench restarted = bench.restarted();
        restarted.start();

        assertThat(restarted.broker.placed()).hasSize(1);
        assertThat(restarted.lastPlaced().isStop()).isTrue();
    }

    @Test
    void aRestartSellsWhatAFiredStopHasLeft() {
        acknowledge();
        bench.fillPart("0.5", "47.5");
        bench.broker.push(new BrokerEvent.OrderChanged(shown(lastPlaced(), OrderEvent.PARTIALLY_FILLED, "0.5")));
        CycleBench restarted = bench.restarted();
        OrderIntent stop = lastPlaced();
        restarted.broker.onLookUp(
                order -> Optional.of(new LookupReport.Found(shown(stop, OrderEvent.CANCELLED, "0.5"))));
        restarted.start();

        restarted.time.advance(CycleBench.SETTLEMENT);

        assertThat(restarted.lastPlaced().terms().type()).isEqualTo(OrderType.MARKET);
        assertThat(quantityOf(restarted.lastPlaced())).isEqualTo("1.5");
    }

    @Test
    void anExitThatWaitsForItsStopIsNotForgottenByARestart() {
        acknowledge();
        bench.candle(Signal.SELL, 50);
        CycleBench restarted = bench.restarted();
        restarted.start();
        assertThat(restarted.cycle.status().phase()).isEqualTo(Phase.EXITING);

        restarted.broker.push(new BrokerEvent.OrderChanged(shown(lastPlaced(), OrderEvent.CANCELLED, "0")));
        restarted.time.settle();

        assertThat(restarted.lastPlaced().purpose()).isEqualTo(Purpose.EXIT);
        assertThat(restarted.lastPlaced().terms().type()).isEqualTo(OrderType.MARKET);
        assertThat(quantityOf(restarted.lastPlaced())).isEqualTo("2");
    }

    @Test
    void aSaleOfAnEarlierPositionIsNotWantedOfTheNext() {
        acknowledge();
        bench.candle(Signal.SELL, 50);
        cancelled(bench);
        bench.fillLast("50");
        bench.hold();
        acknowledge();
        CycleBench restarted = bench.restarted();
        stopStillRests(restarted);
        restarted.start();

        assertThat(restarted.cycle.status().phase()).isEqualTo(Phase.HOLDING);
        assertThat(restarted.broker.cancellations()).isEmpty();
    }

    @Test
    void aStopThatTheExchangeDoesNotKnowAnyMoreMakesWay() {
        bench.broker.visibility(Duration.ofMinutes(1));
        acknowledge();
        bench.broker.onCancel(order -> Optional.of(new CancelReport.NotOpen("ORDER_NOT_FOUND")));
        bench.broker.onLookUp(order -> Optional.of(new LookupReport.NotFound(false)));
        bench.candle(Signal.SELL, 50);

        bench.time.advance(Duration.ofMinutes(1));
        assertThat(lastPlaced().isStop()).isTrue();
        bench.time.advance(Duration.ofMinutes(1));

        assertThat(lastPlaced().purpose()).isEqualTo(Purpose.EXIT);
        assertThat(quantityOf(lastPlaced())).isEqualTo("2");
    }

    @Test
    void whatAStopSoldBeforeItWasForgottenCounts() {
        acknowledge();
        OrderIntent stop = lastPlaced();
        bench.broker.onCancel(order -> Optional.of(new CancelReport.NotOpen("ORDER_NOT_FOUND")));
        bench.broker.onLookUp(order -> Optional.of(new LookupReport.NotFound(false)));
        bench.broker.onFills(since -> Optional.of(new FillsReport.Known(List.of(fill(stop, "late", "0.5", "47.4")))));
        bench.candle(Signal.SELL, 50);

        bench.time.advance(Duration.ofMinutes(3));

        assertThat(quantityOf(lastPlaced())).isEqualTo("1.5");
    }

    @Test
    void whatIsClosedPlacesNoStop() {
        acknowledge();
        bench.cycle.close();
        bench.broker.push(new BrokerEvent.OrderChanged(shown(lastPlaced(), OrderEvent.CANCELLED, "0")));
        bench.time.advance(Duration.ofHours(1));

        assertThat(bench.broker.placed()).hasSize(2);
    }

    private static void stopStillRests(CycleBench on) {
        on.broker.onLookUp(
                order -> Optional.of(new LookupReport.Found(shown(order.intent(), OrderEvent.ACCEPTED, "0"))));
    }

    private OrderIntent lastPlaced() {
        return bench.lastPlaced();
    }

    private void acknowledge() {
        answer(bench, OrderEvent.ACCEPTED, "0");
    }

    private static void answer(CycleBench on, OrderEvent state, String filled) {
        on.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(on.lastPlaced(), state, filled)));
        on.time.settle();
    }

    private void refuse(String code) {
        bench.broker.lastPlacement().answer(new PlacementReport.Rejected(code, "because"));
        bench.time.settle();
    }

    /** The order cancelled last has ended untouched. */
    private static void cancelled(CycleBench on) {
        Order order = on.broker.cancellations().getLast().what();
        on.broker.push(new BrokerEvent.OrderChanged(shown(order.intent(), OrderEvent.CANCELLED, "0")));
        on.time.settle();
    }

    private List<EventPayload.Notice> notices() {
        return bench.bus.of(Topic.PROTECTION_STOP).stream()
                .map(EventPayload.Notice.class::cast)
                .filter(notice -> !notice.code().equals(RestingStop.PLACED))
                .toList();
    }

    private static String quantityOf(OrderIntent intent) {
        return ((OrderSize.OfBase) intent.terms().size()).quantity().toString();
    }
}
