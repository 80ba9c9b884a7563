package cab.application.trading;

import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.quote;
import static cab.application.testing.Fixtures.shown;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.event.Topic;
import cab.application.port.BrokerEvent;
import cab.application.port.CancelReport;
import cab.application.port.LookupReport;
import cab.application.port.PlacementReport;
import cab.application.testing.CycleBench;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.Purpose;
import cab.domain.strategy.Signal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A position of 2 BTC bought at 50, a hard stop at 47.5, a trail of 3 % from 52 on. */
class ProtectionInTheCycleTest {

    private final CycleBench bench = holding();

    private static CycleBench holding() {
        CycleBench bench = CycleBench.running();
        bench.hold();
        return bench;
    }

    @Test
    void theHardStopSellsAtItsLevelAndNotAbove() {
        bench.price(47.51);
        assertThat(bench.broker.placed()).hasSize(1);

        bench.price(47.5);

        OrderIntent sale = bench.lastPlaced();
        assertThat(sale.purpose()).isEqualTo(Purpose.PROTECTION);
        assertThat(sale.terms().size()).isEqualTo(new OrderSize.OfBase(Quantity.of("2")));
        assertThat(sale.reference()).isEqualTo(Price.of("47.5"));
        assertThat(bench.trail).endsWith("durable " + sale.clientOrderId(), "place " + sale.clientOrderId());

        bench.fillLast("47.5");

        assertThat(bench.bus.of(Topic.ORDER_EXECUTED)).hasSize(1);
        assertThat(bench.cycle.status().position().isFlat()).isTrue();
        assertThat(bench.cycle.status().stopLevel()).isEmpty();
    }

    @Test
    void theTrailIsArmedAtItsActivationAndNotBefore() {
        bench.price(51.99);
        assertThat(stopLevel()).isEqualTo(47.5);

        bench.price(52);
        assertThat(stopLevel()).isEqualTo(50.44);

        bench.price(60);
        bench.price(58.21);
        assertThat(bench.broker.placed()).hasSize(1);
        bench.price(58.2);
        assertThat(bench.lastPlaced().purpose()).isEqualTo(Purpose.PROTECTION);
    }

    @Test
    void aFallThatASilentStreamKeepsToItselfIsFoundByAsking() {
        bench.time.advance(Duration.ofMinutes(2));
        bench.market.quote(quote("47.51", "47.6", bench.time.instant()));
        bench.time.advance(Duration.ofMinutes(2));
        assertThat(bench.broker.placed()).hasSize(1);

        bench.market.quote(quote("47.5", "47.6", bench.time.instant()));
        bench.time.advance(CycleBench.RECONCILE);

        assertThat(bench.lastPlaced().purpose()).isEqualTo(Purpose.PROTECTION);
    }

    @Test
    void aStreamThatSpeaksIsNotAskedBehindItsBack() {
        bench.market.quote(quote("47.5", "47.6", bench.time.instant()));
        for (int minute = 0; minute < 10; minute++) {
            bench.time.advance(Duration.ofMinutes(1));
            bench.price(50);
        }

        assertThat(bench.broker.placed()).hasSize(1);
    }

    @Test
    void theFeedIsToldWhatToWatch() {
        bench.price(60);
        bench.price(59);
        bench.price(58.2);
        bench.fillLast("58.2");

        assertThat(bench.market.watched()).containsExactly(47.5, 60 * 0.97, 0.0);
    }

    @Test
    void theStopSellsOnceHoweverManyPricesFollow() {
        bench.price(47);
        bench.price(46);
        bench.price(45);
        bench.candle(Signal.SELL, 45);

        assertThat(bench.broker.placed()).hasSize(2);
    }

    @Test
    void aStopDuringAnExitSellsNothingMore() {
        bench.candle(Signal.SELL, 50);

        bench.price(40);

        assertThat(bench.broker.placed()).hasSize(2);
        assertThat(bench.lastPlaced().purpose()).isEqualTo(Purpose.EXIT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoPriceTriggersNothing(double price) {
        bench.price(price);

        assertThat(bench.broker.placed()).hasSize(1);
        assertThat(bench.cycle.status().lastPrice()).contains(Price.of("50"));
    }

    @Test
    void aPausedBotSellsBySignalAndByStop() {
        bench.cycle.pause("ann", "lunch", outcome -> {});
        bench.candle(Signal.SELL, 50);
        assertThat(bench.lastPlaced().purpose()).isEqualTo(Purpose.EXIT);

        CycleBench other = holding();
        other.cycle.pause("ann", "lunch", outcome -> {});
        other.price(47);
        assertThat(other.lastPlaced().purpose()).isEqualTo(Purpose.PROTECTION);
    }

    @Test
    void aStoppedBotFollowsNoSignalAndKeepsItsStop() {
        bench.cycle.stop("ann", "home", outcome -> {});
        bench.candle(Signal.SELL, 50);
        assertThat(bench.broker.placed()).hasSize(1);
        assertThat(bench.cycle.decisions().latest(1).getFirst().verdict()).isEqualTo(Verdict.NOT_RUNNING);
        bench.candle(Signal.BUY, 50);
        assertThat(bench.cycle.decisions().latest(1).getFirst().verdict()).isEqualTo(Verdict.NOT_RUNNING);

        bench.price(47);

        assertThat(bench.lastPlaced().purpose()).isEqualTo(Purpose.PROTECTION);
    }

    @Test
    void anEmergencyKeepsTheStop() {
        bench.cycle.emergency("watchdog", "lock lost", outcome -> {});
        bench.price(47);

        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.EMERGENCY);
        assertThat(bench.lastPlaced().purpose()).isEqualTo(Purpose.PROTECTION);
    }

    @Test
    void aStopThatTheDiskDoesNotTakeSellsAllTheSame() {
        bench.journal.failing(true);

        bench.price(47);

        assertThat(bench.lastPlaced().purpose()).isEqualTo(Purpose.PROTECTION);

        bench.fillLast("47");
        bench.journal.failing(false);
        bench.time.advance(CycleBench.SETTLEMENT);

        assertThat(bench.restarted().cycle.status().position().isFlat()).isTrue();
    }

    @Test
    void anOrderInDoubtBlocksEntriesAndTheStopGoesOn() {
        CycleBench doubtful = CycleBench.running();
        doubtful.candle(Signal.BUY, 50);
        doubtful.fillPart("1", "50");
        doubtful.broker.lastPlacement().answer(new PlacementReport.Unknown("timeout"));

        doubtful.price(47);

        assertThat(doubtful.lastPlaced().purpose()).isEqualTo(Purpose.PROTECTION);
        assertThat(doubtful.lastPlaced().terms().size()).isEqualTo(new OrderSize.OfBase(Quantity.of("1")));
        doubtful.fillLast("47");
        doubtful.candle(Signal.BUY, 47);
        assertThat(doubtful.cycle.decisions().latest(1).getFirst().verdict()).isEqualTo(Verdict.ALREADY_HOLDING);
    }

    @Test
    void whatAnAbandonedEntryStillBuysIsProtectedAndSoldToo() {
        CycleBench partly = CycleBench.running();
        partly.candle(Signal.BUY, 50);
        OrderIntent entry = partly.lastPlaced();
        partly.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.ACCEPTED, "0")));
        partly.fillPart("1", "50");
        partly.price(47);
        OrderIntent firstSale = partly.lastPlaced();
        partly.fillLast("47");
        assertThat(partly.cycle.status().position().isFlat()).isTrue();

        partly.broker.push(new BrokerEvent.Filled(fill(entry, "late", "0.5", "50")));
        partly.broker
                .cancellations()
                .getFirst()
                .answer(new CancelReport.Ended(shown(entry, OrderEvent.CANCELLED, "1.5")));
        partly.price(47);

        assertThat(partly.lastPlaced().purpose()).isEqualTo(Purpose.PROTECTION);
        assertThat(partly.lastPlaced().clientOrderId()).isNotEqualTo(firstSale.clientOrderId());
        assertThat(partly.lastPlaced().terms().size()).isEqualTo(new OrderSize.OfBase(Quantity.of("0.5")));
    }

    @Test
    void aRetriedSaleWhoseAnswerIsLostIsFollowedToo() {
        bench.price(47);
        bench.broker.lastPlacement().answer(new PlacementReport.Rejected("busy", "later"));
        bench.time.advance(Duration.ofSeconds(1));
        assertThat(bench.broker.placed()).hasSize(3);
        bench.broker.onLookUp(order -> Optional.of(new LookupReport.NotFound(true)));

        bench.time.advance(CycleBench.ANSWER_DEADLINE.plus(CycleBench.SETTLEMENT.multipliedBy(3)));

        assertThat(bench.broker.lookUps()).isNotEmpty();
        assertThat(bench.broker.placed()).hasSizeGreaterThan(3);
        assertThat(bench.broker.placed().stream().map(OrderIntent::clientOrderId))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatTheExchangeDelistsIsStillSold() {
        bench.market.delist();

        bench.price(47);

        assertThat(bench.lastPlaced().purpose()).isEqualTo(Purpose.PROTECTION);
    }

    @Test
    void afterTheEndAPriceNeitherSellsNorCancels() {
        CycleBench partly = CycleBench.running();
        partly.candle(Signal.BUY, 50);
        partly.broker
                .lastPlacement()
                .answer(new PlacementReport.Confirmed(shown(partly.lastPlaced(), OrderEvent.ACCEPTED, "0")));
        partly.fillPart("1", "50");
        partly.cycle.close();

        partly.price(40);

        assertThat(partly.broker.placed()).hasSize(1);
        assertThat(partly.broker.cancellations()).isEmpty();
    }

    @Test
    void theHighestPriceSurvivesARestart() {
        bench.price(60);
        bench.candle(Signal.HOLD, 59);
        CycleBench restarted = bench.restarted();
        restarted.start();

        assertThat(restarted.cycle.status().stopLevel()).contains(Price.of("58.2"));
        assertThat(restarted.market.watched()).containsExactly(60 * 0.97);

        restarted.price(58.2);

        assertThat(restarted.lastPlaced().purpose()).isEqualTo(Purpose.PROTECTION);
    }

    @Test
    void thePeakIsWrittenOncePerCandleAndOnlyWhenItRose() {
        int before = bench.journal.commits();
        bench.price(51);
        bench.price(52);
        bench.price(53);
        assertThat(bench.journal.commits()).isEqualTo(before);

        bench.candle(Signal.HOLD, 52);
        bench.candle(Signal.HOLD, 52);

        assertThat(bench.journal.commits()).isEqualTo(before + 1);
    }

    private double stopLevel() {
        return bench.cycle.status().stopLevel().orElseThrow().value().doubleValue();
    }
}
