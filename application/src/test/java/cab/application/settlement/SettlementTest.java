package cab.application.settlement;

import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.entry;
import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.limitEntry;
import static cab.application.testing.Fixtures.shown;
import static cab.application.testing.Fixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.event.Topic;
import cab.application.port.BotPorts;
import cab.application.port.CancelReport;
import cab.application.port.FillsReport;
import cab.application.port.JournalEntry;
import cab.application.port.LookupReport;
import cab.application.port.OpenOrdersReport;
import cab.application.port.PlacementReport;
import cab.application.testing.Desk;
import cab.application.testing.ManualScheduler;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderStatus;
import cab.domain.order.Side;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration LIFETIME = Duration.ofSeconds(30);
    private static final Duration VISIBILITY = Duration.ofMinutes(1);
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final SettlementPolicy POLICY = new SettlementPolicy(Duration.ofSeconds(10), DEADLINE, MAX_AGE);

    private final Desk desk = new Desk();
    private final Settlement settlement = settlementOf(desk);
    private final OrderIntent entry = limitEntry(NOON, "2");

    private static Settlement settlementOf(Desk desk) {
        return new Settlement(desk.ports, desk.book, desk.bookkeeper, desk.writer, desk.events, POLICY);
    }

    @Test
    void anOrderWithoutAnAnswerIsInDoubtAtTheDeadlineAndNotBefore() {
        var _ = desk.executeTrade.execute(entry);
        settlement.pass();
        desk.time.advance(DEADLINE.minusMillis(1));
        settlement.pass();
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.SENDING);

        desk.time.advance(Duration.ofMillis(1));
        settlement.pass();

        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.broker.lookUps()).hasSize(1);
        assertThat(desk.broker.placed()).hasSize(1);
    }

    @Test
    void anOrderThatHasNotBeenSentIsNotAskedFor() {
        desk.journal.hold();
        var _ = desk.executeTrade.execute(entry);
        settlement.pass();
        desk.time.advance(Duration.ofHours(1));
        settlement.pass();

        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.INTENDED);
        assertThat(desk.broker.lookUps()).isEmpty();
    }

    @Test
    void theAnswerThatComesAfterTheDeadlineStillCounts() {
        inDoubt();

        desk.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.ACCEPTED, "0")));

        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.OPEN);
    }

    @Test
    void whatARestartFindsIntendedIsInDoubtAndLookedUpAndNotSent() {
        var _ = desk.executeTrade.execute(entry);
        Desk restarted = desk.restarted();
        assertThat(restarted.statusOf(entry)).isEqualTo(OrderStatus.INTENDED);
        Settlement after = settlementOf(restarted);

        after.doubtUnanswered();
        after.pass();

        assertThat(restarted.statusOf(entry)).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(restarted.broker.lookUps()).hasSize(1);
        assertThat(restarted.broker.placed()).isEmpty();
        assertThat(restarted.journal.written().getLast()).isInstanceOf(JournalEntry.OrderMoved.class);
    }

    @Test
    void anOrderThatIsKnownToLiveIsNotPutInDoubtByARestart() {
        open();
        Desk restarted = desk.restarted();

        settlementOf(restarted).doubtUnanswered();

        assertThat(restarted.statusOf(entry)).isEqualTo(OrderStatus.OPEN);
    }

    @Test
    void anOrderInDoubtThatIsFoundGoesOn() {
        inDoubt();

        lookUp(new LookupReport.Found(shown(entry, OrderEvent.ACCEPTED, "0")));

        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.OPEN);
    }

    @Test
    void anOrderThatIsNotFoundStaysInDoubtUnlessThatProvesSomething() {
        inDoubt();
        lookUp(new LookupReport.NotFound(false));
        lookUp(new LookupReport.Unknown("timeout"));
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.UNKNOWN);

        lookUp(new LookupReport.NotFound(true));

        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.REJECTED);
        assertThat(desk.bus.topics()).containsExactly(Topic.TRADE_FAILED);
    }

    @Test
    void anOrderBehindItsDeadlineIsGivenUpAfterThreeLookupsAndNotAfterTwo() {
        desk.broker.orderLifetime(LIFETIME);
        desk.broker.visibility(VISIBILITY);
        inDoubt();
        lookUp(new LookupReport.NotFound(false));
        desk.time.advance(LIFETIME.plus(VISIBILITY));

        lookUp(new LookupReport.NotFound(false));
        lookUp(new LookupReport.NotFound(false));
        desk.time.settle();
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.UNKNOWN);

        lookUp(new LookupReport.NotFound(false));
        desk.time.settle();
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void lookupsUpToTheDeadlineAndItsMarginProveNothing() {
        desk.broker.orderLifetime(LIFETIME);
        desk.broker.visibility(VISIBILITY);
        inDoubt();
        lookUp(new LookupReport.NotFound(false));
        desk.time.advance(Duration.between(
                desk.time.instant(), entry.decidedAt().plus(LIFETIME).plus(VISIBILITY)));
        notFoundThreeTimes();
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.UNKNOWN);

        desk.time.advance(Duration.ofMillis(1));
        notFoundThreeTimes();
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void anAnswerThatSaysNothingBeginsTheRowOfLookupsAnew() {
        desk.broker.orderLifetime(LIFETIME);
        desk.broker.visibility(VISIBILITY);
        inDoubt();
        lookUp(new LookupReport.NotFound(false));
        desk.time.advance(LIFETIME.plus(VISIBILITY));
        lookUp(new LookupReport.NotFound(false));
        lookUp(new LookupReport.NotFound(false));
        lookUp(new LookupReport.Unknown("timeout"));
        lookUp(new LookupReport.NotFound(false));
        desk.time.settle();

        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void withoutADeadlineNothingEverProvesThatAnOrderWasNotTaken() {
        inDoubt();
        desk.time.advance(Duration.ofDays(1));
        notFoundThreeTimes();

        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void whatIsListedWasTakenWhateverLookupsSay() {
        desk.broker.orderLifetime(LIFETIME);
        desk.broker.visibility(VISIBILITY);
        inDoubt();
        lookUp(new LookupReport.NotFound(false));
        desk.time.advance(Duration.ofHours(1));
        desk.broker.onOpenOrders(
                () -> Optional.of(new OpenOrdersReport.Known(List.of(shown(entry, OrderEvent.ACCEPTED, "0")))));
        notFoundThreeTimes();
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.UNKNOWN);

        desk.broker.onOpenOrders(() -> Optional.of(new OpenOrdersReport.Known(List.of())));
        desk.broker.onFills(since -> Optional.of(new FillsReport.Unknown("timeout")));
        notFoundThreeTimes();
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void fillsThatWereNotHeardOfAreAskedForAndBookedOnce() {
        inDoubt();
        desk.broker.onFills(since -> Optional.of(
                new FillsReport.Known(List.of(fill(entry, "t1", "1", "50"), fill(entry, "t2", "1", "50")))));

        lookUp(new LookupReport.Found(shown(entry, OrderEvent.FILLED, "2")));
        desk.time.settle();

        assertThat(desk.journal.written(JournalEntry.Filled.class)).hasSize(2);
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.FILLED);
        assertThat(desk.book.hasWorking()).isFalse();
        assertThat(desk.bus.topics()).containsExactly(Topic.TRADE_COMPLETED, Topic.TRADE_SETTLED);
        assertThat(desk.broker.fillsCalls().getFirst().what()).isEqualTo(NOON.minusSeconds(60));
    }

    @Test
    void fillsAreAskedForUntilTheyShow() {
        open();
        desk.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.FILLED, "2")));
        settlement.pass();
        desk.time.settle();
        settlement.pass();
        desk.time.settle();
        assertThat(desk.broker.fillsCalls()).hasSize(2);
        assertThat(desk.book.hasWorking()).isTrue();

        desk.broker.onFills(since -> Optional.of(new FillsReport.Unknown("timeout")));
        settlement.pass();
        desk.time.settle();
        desk.broker.onFills(since -> Optional.of(new FillsReport.Known(List.of(fill(entry, "t1", "2", "50")))));
        settlement.pass();
        desk.time.settle();

        assertThat(desk.book.hasWorking()).isFalse();
    }

    @Test
    void fillsOfAnOrderThatWasDatedByAFastClockAreFoundFurtherBack() {
        open();
        Fill early =
                fill(entry.clientOrderId(), Side.BUY, "t1", "2", "50", usdt("0"), NOON.minus(Duration.ofMinutes(87)));
        desk.broker.onFills(
                since -> Optional.of(new FillsReport.Known(early.at().isBefore(since) ? List.of() : List.of(early))));
        desk.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.FILLED, "2")));

        settlement.pass();
        desk.time.settle();
        assertThat(desk.book.hasWorking()).isTrue();
        settlement.pass();
        desk.time.settle();

        assertThat(desk.book.hasWorking()).isFalse();
        assertThat(desk.book.position().quantity()).isEqualTo(Quantity.of("2"));
    }

    @Test
    void fillsOfOthersAreLeftAlone() {
        open();
        desk.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.FILLED, "2")));
        desk.broker.onFills(since -> Optional.of(new FillsReport.Known(
                List.of(fill(new ClientOrderId("by-hand"), Side.BUY, "x1", "1", "50", usdt("0"), NOON)))));

        settlement.pass();
        desk.time.settle();

        assertThat(desk.journal.written(JournalEntry.Filled.class)).isEmpty();
    }

    @Test
    void aQuestionIsNotRepeatedWhileItsAnswerIsAwaited() {
        inDoubt();
        settlement.pass();
        settlement.pass();

        assertThat(desk.broker.lookUps()).hasSize(1);
    }

    @Test
    void aQuestionThatIsNeverAnsweredIsAskedAgain() {
        inDoubt();
        desk.time.advance(DEADLINE);

        settlement.pass();

        assertThat(desk.broker.lookUps()).hasSize(2);
    }

    @Test
    void aListOfFillsThatNeverComesIsAskedForAgain() {
        desk.broker.onFills(since -> Optional.empty());
        open();
        desk.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.FILLED, "2")));
        settlement.pass();
        settlement.pass();
        assertThat(desk.broker.fillsCalls()).hasSize(1);

        desk.time.advance(DEADLINE);
        settlement.pass();

        assertThat(desk.broker.fillsCalls()).hasSize(2);
    }

    @Test
    void anOrderIsCancelledOnceItIsOlderThanAllowed() {
        open();
        desk.time.advance(MAX_AGE);
        settlement.pass();
        assertThat(desk.broker.cancellations()).isEmpty();

        desk.time.advance(Duration.ofMillis(1));
        settlement.pass();

        assertThat(desk.broker.cancellations()).hasSize(1);
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.CANCEL_SENT);
    }

    @Test
    void aCancelledOrderEndsWithWhatItHasFilled() {
        old();

        desk.broker
                .cancellations()
                .getFirst()
                .answer(new CancelReport.Ended(shown(entry, OrderEvent.CANCELLED, "0.5")));
        assertThat(desk.book.hasWorking()).isTrue();
        var _ = desk.bookkeeper.filled(fill(entry, "t1", "0.5", "50"));

        assertThat(desk.settled).hasSize(1);
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void anOrderThatCannotBeCancelledIsLookedUp() {
        old();

        desk.broker.cancellations().getFirst().answer(new CancelReport.NotOpen("unknown order"));
        assertThat(desk.broker.lookUps()).hasSize(1);
        desk.broker.lookUps().getFirst().answer(new LookupReport.Found(shown(entry, OrderEvent.FILLED, "2")));

        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void aRequestToCancelThatNobodyAnswersIsMadeAgain() {
        old();
        settlement.pass();
        lookUp(new LookupReport.Found(shown(entry, OrderEvent.ACCEPTED, "0")));
        assertThat(desk.broker.cancellations()).hasSize(1);

        desk.time.advance(DEADLINE);
        settlement.pass();

        assertThat(desk.broker.cancellations()).hasSize(2);
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.CANCEL_SENT);
    }

    @Test
    void aRequestToCancelThatIsLostIsMadeAgainByTheNextPass() {
        old();
        desk.broker.cancellations().getFirst().answer(new CancelReport.Unknown("timeout"));

        settlement.pass();

        assertThat(desk.broker.cancellations()).hasSize(2);
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.CANCEL_SENT);
    }

    @Test
    void aRequestToCancelThatWasTakenIsFollowed() {
        old();
        desk.broker.cancellations().getFirst().answer(new CancelReport.Requested());

        settlement.pass();

        assertThat(desk.broker.lookUps()).hasSize(1);
    }

    @Test
    void anOrderThatIsNotWantedIsCancelledAtOnceOrOnceItLives() {
        var _ = desk.executeTrade.execute(entry);
        settlement.abandon(desk.book.working().getFirst());
        assertThat(desk.broker.cancellations()).isEmpty();

        desk.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.ACCEPTED, "0")));
        settlement.pass();
        assertThat(desk.broker.cancellations()).hasSize(1);
        settlement.abandon(desk.book.working().getFirst());
        assertThat(desk.broker.cancellations()).hasSize(1);

        OrderIntent other = entry(NOON.plusSeconds(1));
        var _ = desk.executeTrade.execute(other);
        desk.broker
                .lastPlacement()
                .answer(new PlacementReport.Confirmed(shown(other, OrderEvent.PARTIALLY_FILLED, "1")));
        settlement.abandon(desk.book.order(other.clientOrderId()).orElseThrow());
        assertThat(desk.broker.cancellations()).hasSize(2);
    }

    @Test
    void whatCouldNotBeWrittenIsTriedAgain() {
        desk.journal.failing(true);
        desk.writer.facts(List.of(new JournalEntry.PositionChanged(desk.book.record(NOON))));
        desk.journal.failing(false);

        settlement.pass();

        assertThat(desk.writer.isDurable()).isTrue();
    }

    @Test
    void waitingTimesArePositive() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new SettlementPolicy(Duration.ZERO, second, second))
                .hasMessageContaining("interval");
        assertThatThrownBy(() -> new SettlementPolicy(second, Duration.ofSeconds(-1), second))
                .hasMessageContaining("deadline");
        assertThatThrownBy(() -> new SettlementPolicy(second, second, Duration.ZERO))
                .hasMessageContaining("age");
    }

    @Test
    void aClockThatJumpsAheadProvesNothing() {
        desk.broker.orderLifetime(LIFETIME);
        desk.broker.visibility(VISIBILITY);
        ManualScheduler ahead = new ManualScheduler(NOON.plus(Duration.ofHours(2)));
        BotPorts ports = new BotPorts(desk.broker, desk.market, desk.journal, desk.bus, ahead, desk.time, desk.mailbox);
        Settlement jumped = new Settlement(ports, desk.book, desk.bookkeeper, desk.writer, desk.events, POLICY);
        inDoubt();

        for (int time = 0; time < Absence.LOOKUPS; time++) {
            jumped.pass();
            desk.broker.lookUps().getLast().answer(new LookupReport.NotFound(false));
        }
        desk.time.settle();

        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void whatWasFilledAndIsFoundNoMoreHasEndedOnceNothingCanShowLate() {
        desk.broker.orderLifetime(LIFETIME);
        desk.broker.visibility(VISIBILITY);
        inDoubt();
        lookUp(new LookupReport.NotFound(false));
        desk.time.advance(LIFETIME.plus(VISIBILITY).plusMillis(1));
        desk.broker.onOpenOrders(() -> Optional.of(new OpenOrdersReport.Known(List.of())));
        desk.broker.onFills(since -> Optional.of(new FillsReport.Known(List.of(fill(entry, "t1", "1", "50")))));

        notFoundThreeTimes();
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.book.position().quantity()).isEqualTo(Quantity.of("1"));

        desk.time.advance(VISIBILITY);
        notFoundThreeTimes();
        assertThat(desk.statusOf(entry)).isEqualTo(OrderStatus.CANCELLED);
    }

    private void notFoundThreeTimes() {
        for (int time = 0; time < Absence.LOOKUPS; time++) {
            lookUp(new LookupReport.NotFound(false));
        }
        desk.time.settle();
    }

    private void open() {
        var _ = desk.executeTrade.execute(entry);
        desk.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.ACCEPTED, "0")));
    }

    private void old() {
        open();
        desk.time.advance(MAX_AGE.plusMillis(1));
        settlement.pass();
    }

    private void inDoubt() {
        var _ = desk.executeTrade.execute(entry);
        settlement.pass();
        desk.time.advance(DEADLINE);
        settlement.pass();
    }

    /** Answers the last question, asking first when none is open. */
    private void lookUp(LookupReport report) {
        settlement.pass();
        desk.broker.lookUps().getLast().answer(report);
    }
}
