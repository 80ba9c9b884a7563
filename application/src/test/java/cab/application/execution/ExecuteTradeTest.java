package cab.application.execution;

import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.entry;
import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.limitEntry;
import static cab.application.testing.Fixtures.sale;
import static cab.application.testing.Fixtures.shown;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.PlacementReport;
import cab.application.testing.Desk;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderStatus;
import cab.domain.order.Purpose;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecuteTradeTest {

    private final Desk desk = new Desk();

    @Test
    void anIntentIsDurableBeforeItIsPlaced() {
        OrderIntent intent = entry(NOON);

        TradeOutcome outcome = desk.executeTrade.execute(intent);

        assertThat(outcome).isEqualTo(new TradeOutcome.Underway(intent.clientOrderId()));
        assertThat(desk.trail).containsExactly("durable " + intent.clientOrderId(), "place " + intent.clientOrderId());
        assertThat(desk.statusOf(intent)).isEqualTo(OrderStatus.SENDING);
    }

    @Test
    void nothingIsPlacedWhileTheJournalIsSilent() {
        desk.journal.hold();

        var _ = desk.executeTrade.execute(entry(NOON));

        assertThat(desk.broker.placed()).isEmpty();
        assertThat(desk.statusOf(entry(NOON))).isEqualTo(OrderStatus.INTENDED);

        desk.journal.release();

        assertThat(desk.trail)
                .containsExactly(
                        "durable " + entry(NOON).clientOrderId(),
                        "place " + entry(NOON).clientOrderId());
    }

    @Test
    void theSameIntentIsPlacedOnce() {
        var _ = desk.executeTrade.execute(entry(NOON));

        TradeOutcome again = desk.executeTrade.execute(entry(NOON));

        assertThat(again).isEqualTo(new TradeOutcome.AlreadyKnown(entry(NOON).clientOrderId()));
        assertThat(desk.broker.placed()).hasSize(1);
    }

    @Test
    void theSameIntentIsPlacedOnceOverARestart() {
        var _ = desk.executeTrade.execute(entry(NOON));
        Desk restarted = desk.restarted();

        TradeOutcome again = restarted.executeTrade.execute(entry(NOON));

        assertThat(again).isInstanceOf(TradeOutcome.AlreadyKnown.class);
        assertThat(restarted.broker.placed()).isEmpty();
    }

    @Test
    void anIntentThatTheJournalRefusesIsNeverPlacedAndCountsAsUnknown() {
        desk.journal.answerNext(new CommitReport.Refused("intended before"));

        var _ = desk.executeTrade.execute(entry(NOON));

        assertThat(desk.broker.placed()).isEmpty();
        assertThat(desk.statusOf(entry(NOON))).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.journal.written()).isEmpty();
    }

    @Test
    void anEntryThatCannotBeWrittenIsGivenUp() {
        desk.journal.failing(true);

        var _ = desk.executeTrade.execute(entry(NOON));

        assertThat(desk.broker.placed()).isEmpty();
        assertThat(desk.book.working()).isEmpty();
        assertThat(desk.capital.available()).isEqualTo(usdt("1000"));
        assertThat(desk.bus.topics()).containsExactly(Topic.TRADE_FAILED);
        assertThat(desk.settled).extracting(order -> order.status()).containsExactly(OrderStatus.REJECTED);
    }

    @Test
    void aSaleThatCannotBeWrittenLeavesAllTheSameAndIsWrittenLater() {
        desk.trade(entry(NOON), "2", "50");
        desk.journal.failing(true);
        OrderIntent sale = sale(Purpose.PROTECTION, NOON, 0, "2");

        var _ = desk.executeTrade.execute(sale);

        assertThat(desk.broker.placed()).contains(sale);
        assertThat(desk.writer.isDurable()).isFalse();

        desk.journal.failing(false);
        desk.writer.retry();

        assertThat(desk.writer.isDurable()).isTrue();
        assertThat(desk.journal.written(JournalEntry.Intended.class))
                .extracting(JournalEntry.Intended::intent)
                .containsExactly(entry(NOON), sale);
    }

    @Test
    void aSaleThatTheJournalIsSilentAboutLeavesAfterAWhileAndOnce() {
        desk.trade(entry(NOON), "2", "50");
        desk.journal.hold();
        OrderIntent sale = sale(Purpose.PROTECTION, NOON, 0, "2");
        var _ = desk.executeTrade.execute(sale);
        desk.time.advance(Duration.ofMillis(4_999));
        assertThat(desk.broker.placed()).hasSize(1);

        desk.time.advance(Duration.ofMillis(1));
        assertThat(desk.broker.placed()).hasSize(2);
        desk.journal.release();

        assertThat(desk.broker.placed()).hasSize(2);
        assertThat(desk.restarted().book.order(sale.clientOrderId())).isPresent();
    }

    @Test
    void anEntryIsNotSentHoweverLongTheJournalIsSilent() {
        desk.journal.hold();
        var _ = desk.executeTrade.execute(entry(NOON));

        desk.time.advance(Duration.ofHours(1));

        assertThat(desk.broker.placed()).isEmpty();
    }

    @Test
    void aSaleBehindFactsThatFailLeavesUnwritten() {
        desk.trade(entry(NOON), "2", "50");
        desk.journal.failing(true);
        desk.writer.facts(List.of(new JournalEntry.PositionChanged(desk.book.record(NOON))));

        var _ = desk.executeTrade.execute(sale(Purpose.PROTECTION, NOON, 0, "2"));

        assertThat(desk.broker.placed()).hasSize(2);
    }

    @Test
    void anEntryThatIsNotWantedAnyMoreWhenItIsDurableIsWithdrawn() {
        desk.journal.hold();
        var _ = desk.executeTrade.execute(entry(NOON));
        desk.executeTrade.beforeLeaving(intent -> false);

        desk.journal.release();

        assertThat(desk.broker.placed()).isEmpty();
        assertThat(desk.statusOf(entry(NOON))).isEqualTo(OrderStatus.REJECTED);
        assertThat(desk.capital.available()).isEqualTo(usdt("1000"));
        assertThat(desk.restarted().book.hasWorking()).isFalse();
    }

    @Test
    void aSaleIsNotAskedWhetherEntriesAreWanted() {
        desk.trade(entry(NOON), "2", "50");
        desk.executeTrade.beforeLeaving(intent -> false);

        var _ = desk.executeTrade.execute(sale(Purpose.EXIT, NOON, 0, "2"));

        assertThat(desk.broker.placed()).hasSize(2);
    }

    @Test
    void aConfirmedOrderIsOpen() {
        var _ = desk.executeTrade.execute(entry(NOON));

        desk.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry(NOON), OrderEvent.ACCEPTED, "0")));

        assertThat(desk.statusOf(entry(NOON))).isEqualTo(OrderStatus.OPEN);
        assertThat(desk.settled).isEmpty();
    }

    @Test
    void aRejectedOrderEndsAndGivesItsCapitalBack() {
        var _ = desk.executeTrade.execute(entry(NOON));

        desk.broker.lastPlacement().answer(new PlacementReport.Rejected("balance", "not enough"));

        assertThat(desk.statusOf(entry(NOON))).isEqualTo(OrderStatus.REJECTED);
        assertThat(desk.capital.available()).isEqualTo(usdt("1000"));
        assertThat(desk.bus.of(Topic.TRADE_FAILED))
                .containsExactly(new EventPayload.TradeFailed(
                        entry(NOON).clientOrderId(), entry(NOON).side(), Purpose.ENTRY, "balance", "not enough"));
    }

    @Test
    void anUnknownAnswerKeepsTheCapitalAndIsNotSentAgain() {
        var _ = desk.executeTrade.execute(entry(NOON));

        desk.broker.lastPlacement().answer(new PlacementReport.Unknown("timeout"));

        assertThat(desk.statusOf(entry(NOON))).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.capital.available()).isEqualTo(usdt("899.9"));
        assertThat(desk.executeTrade.execute(entry(NOON))).isInstanceOf(TradeOutcome.AlreadyKnown.class);
        assertThat(desk.broker.placed()).hasSize(1);
    }

    @Test
    void anAnswerThatComesTwiceCountsOnce() {
        var _ = desk.executeTrade.execute(entry(NOON));
        PlacementReport rejected = new PlacementReport.Rejected("balance", "not enough");

        desk.broker.lastPlacement().answer(rejected);
        desk.broker.lastPlacement().answer(rejected);

        assertThat(desk.bus.topics()).containsExactly(Topic.TRADE_FAILED);
        assertThat(desk.settled).hasSize(1);
    }

    @Test
    void aRejectionOfWhatHasBeenFilledIsNoProof() {
        var _ = desk.executeTrade.execute(entry(NOON));
        var _ = desk.bookkeeper.filled(fill(entry(NOON), "t1", "1", "50"));

        desk.broker.lastPlacement().answer(new PlacementReport.Rejected("not_found", "never seen"));

        assertThat(desk.statusOf(entry(NOON))).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.bus.topics()).isEmpty();
    }

    @Test
    void anOrderInDoubtBlocksEntriesAndNoSale() {
        desk.trade(entry(NOON), "2", "50");
        var _ = desk.executeTrade.execute(entry(NOON.plusSeconds(1)));
        desk.broker.lastPlacement().answer(new PlacementReport.Unknown("timeout"));

        TradeOutcome entry = desk.executeTrade.execute(entry(NOON.plusSeconds(2)));
        TradeOutcome sale = desk.executeTrade.execute(sale(Purpose.EXIT, NOON, 0, "2"));

        assertThat(entry)
                .isInstanceOfSatisfying(
                        TradeOutcome.Denied.class,
                        denied -> assertThat(denied.code()).isEqualTo("order_in_doubt"));
        assertThat(desk.bus.of(Topic.RISK_BLOCKED)).hasSize(1);
        assertThat(sale).isInstanceOf(TradeOutcome.Underway.class);
    }

    @Test
    void anEntryWithItsFeeMayTakeAllThatIsFreeAndNotMore() {
        desk.free("100.1");
        assertThat(desk.executeTrade.execute(entry(NOON, "100"))).isInstanceOf(TradeOutcome.Underway.class);

        Desk poorer = new Desk();
        poorer.free("100.09");
        TradeOutcome outcome = poorer.executeTrade.execute(entry(NOON, "100"));

        assertThat(outcome)
                .isEqualTo(new TradeOutcome.Denied("budget", "needs 100.1 USDT with fees, free are 100.09 USDT"));
        assertThat(poorer.bus.topics()).containsExactly(Topic.BUDGET_EXCEEDED);
        assertThat(poorer.broker.placed()).isEmpty();
    }

    @Test
    void anEntryByQuantityReservesItsLimitPriceAndFee() {
        var _ = desk.executeTrade.execute(limitEntry(NOON, "2"));

        assertThat(desk.capital.available()).isEqualTo(usdt("899.9"));
    }

    @Test
    void anEntryMustMeetTheRulesOfTheExchange() {
        assertThat(desk.executeTrade.execute(entry(NOON, "5"))).isInstanceOf(TradeOutcome.Underway.class);

        assertThat(desk.executeTrade.execute(entry(NOON.plusSeconds(1), "4.99")))
                .isEqualTo(
                        new TradeOutcome.Denied("instrument_rules", "notional must be at least 5 USDT, was 4.99 USDT"));
        assertThat(desk.executeTrade.execute(limitEntry(NOON.plusSeconds(1), "2.0001")))
                .isInstanceOf(TradeOutcome.Denied.class);
    }

    @Test
    void entriesAreDeniedWhileFactsWaitForTheDisk() {
        desk.trade(entry(NOON), "2", "50");
        desk.journal.failing(true);
        desk.writer.facts(List.of(new JournalEntry.PositionChanged(desk.book.record(NOON))));
        desk.journal.failing(false);

        TradeOutcome outcome = desk.executeTrade.execute(entry(NOON.plusSeconds(1)));

        assertThat(outcome).isEqualTo(new TradeOutcome.Denied("journal_unavailable", "the journal cannot be written"));
    }

    @Test
    void aSaleOfAllThatIsHeldPassesAndOfMoreDoesNot() {
        desk.trade(entry(NOON), "2", "50");

        TradeOutcome more = desk.executeTrade.execute(sale(Purpose.EXIT, NOON, 0, "2.001"));
        TradeOutcome all = desk.executeTrade.execute(sale(Purpose.EXIT, NOON, 0, "2"));

        assertThat(more).isEqualTo(new TradeOutcome.Denied("position_exceeded", "can sell at most 2"));
        assertThat(all).isInstanceOf(TradeOutcome.Underway.class);
    }

    @Test
    void whatOneSaleMayStillSellIsNotSoldByAnother() {
        desk.trade(entry(NOON), "2", "50");
        var _ = desk.executeTrade.execute(sale(Purpose.EXIT, NOON, 0, "1.5"));

        TradeOutcome second = desk.executeTrade.execute(sale(Purpose.PROTECTION, NOON, 0, "1"));

        assertThat(second).isEqualTo(new TradeOutcome.Denied("position_exceeded", "can sell at most 0.5"));
    }

    @Test
    void aSaleTooSmallForTheExchangeIsDenied() {
        desk.trade(entry(NOON), "2", "50");

        TradeOutcome outcome = desk.executeTrade.execute(sale(Purpose.EXIT, NOON, 0, "0.099"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TradeOutcome.Denied.class,
                        denied -> assertThat(denied.code()).isEqualTo("instrument_rules"));
        assertThat(desk.bus.of(Topic.RISK_BLOCKED)).isEmpty();
    }

    @Test
    void anOrderThatTheExchangeShowsBeforeItsIntentIsDurableIsNotPlaced() {
        desk.journal.hold();
        var _ = desk.executeTrade.execute(entry(NOON));
        desk.bookkeeper.shown(shown(entry(NOON), OrderEvent.ACCEPTED, "0"));

        desk.journal.release();

        assertThat(desk.broker.placed()).isEmpty();
        assertThat(desk.statusOf(entry(NOON))).isEqualTo(OrderStatus.OPEN);
    }

    @Test
    void whoFollowsOrdersIsToldOfEach() {
        int[] told = {0};
        desk.executeTrade.onUnderway(() -> told[0]++);

        var _ = desk.executeTrade.execute(entry(NOON));
        var _ = desk.executeTrade.execute(entry(NOON));

        assertThat(told[0]).isEqualTo(1);
    }
}
