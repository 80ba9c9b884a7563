package cab.application.trading;

import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.shown;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.port.BrokerEvent;
import cab.application.port.CancelReport;
import cab.application.port.JournalEntry;
import cab.application.port.LookupReport;
import cab.application.port.Mandate;
import cab.application.port.PlacementReport;
import cab.application.testing.CycleBench;
import cab.domain.order.OrderEvent;
import cab.domain.order.Purpose;
import cab.domain.strategy.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator has forbidden stays forbidden until an operator allows it again (INV 30, F63, F64). */
class RestrictionsSurviveTest {

    private final List<CommandOutcome> answers = new ArrayList<>();

    private CycleBench afterARestart(CycleBench before) {
        CycleBench bench = before.restarted();
        bench.start();
        return bench;
    }

    private void restrict(CycleBench bench, String command) {
        switch (command) {
            case "pause" -> bench.cycle.pause("ann", "look first", answers::add);
            case "stop" -> bench.cycle.stop("ann", "enough", answers::add);
            case "emergency" -> bench.cycle.emergency("watchdog", "lock lost", answers::add);
            default -> throw new IllegalArgumentException(command);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "stop", "emergency"})
    void nothingNewIsOpenedAfterARestartUntilAnOperatorAllowsIt(String command) {
        CycleBench before = CycleBench.running();
        restrict(before, command);
        OrchestratorStatus said = before.cycle.status();

        CycleBench bench = afterARestart(before);
        bench.candle(Signal.BUY, 50);
        CycleBench again = afterARestart(bench);
        again.candle(Signal.BUY, 50);

        assertThat(bench.broker.placements()).isEmpty();
        assertThat(again.broker.placements()).isEmpty();
        assertThat(again.cycle.status().state()).isEqualTo(said.state());
        assertThat(again.cycle.status().tradingState()).isEqualTo(said.tradingState());
        assertThat(again.cycle.status().mandate()).isPresent().isEqualTo(said.mandate());

        allow(again);
        again.candle(Signal.BUY, 50);

        assertThat(again.cycle.status().state()).isEqualTo(OrchestratorState.RUNNING);
        assertThat(again.broker.placements()).hasSize(1);
        assertThat(afterARestart(again).cycle.status().state()).isEqualTo(OrchestratorState.RUNNING);
    }

    private void allow(CycleBench bench) {
        if (bench.cycle.status().state() == OrchestratorState.PAUSED) {
            bench.cycle.resume("bob", answers::add);
        } else {
            bench.cycle.startAgain("bob", answers::add);
        }
        assertThat(answers).last().isEqualTo(new CommandOutcome.Done(OrchestratorState.RUNNING));
    }

    @Test
    void aPauseComesBackWithItsReason() {
        CycleBench before = CycleBench.running();
        restrict(before, "pause");

        CycleBench bench = afterARestart(before);

        assertThat(bench.cycle.status().pauseReasons())
                .containsExactly("paused by ann since 2026-03-01T12:00:00Z: look first");
    }

    @Test
    void whoStoppedItAndSinceWhenIsToldAtTheStart() {
        CycleBench before = CycleBench.running();
        restrict(before, "stop");

        CycleBench bench = afterARestart(before);

        assertThat(bench.bus.of(Topic.ORCHESTRATOR_STOPPED))
                .containsExactly(new EventPayload.OrchestratorChanged(
                        bench.cycle.status().symbol(), "STOPPED", "stopped by ann since 2026-03-01T12:00:00Z: enough"));
        assertThat(bench.bus.of(Topic.ORCHESTRATOR_STARTED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "stop", "emergency"})
    void whatIsHeldStaysProtectedAfterTheRestart(String command) {
        CycleBench before = CycleBench.running();
        before.hold();
        restrict(before, command);

        CycleBench bench = afterARestart(before);
        bench.price(47);

        assertThat(bench.lastPlaced().purpose()).isEqualTo(Purpose.PROTECTION);
        bench.fillLast("47");
        assertThat(bench.cycle.status().position().isFlat()).isTrue();
    }

    @Test
    void aStopSurvivesWhenTheProgramDiesBehindItsAnswer() {
        CycleBench before = CycleBench.running();
        before.journal.hold();
        restrict(before, "stop");
        assertThat(answers).as("not before it is durable").isEmpty();
        assertThat(before.cycle.status().state()).isEqualTo(OrchestratorState.STOPPED);

        before.journal.release();
        assertThat(answers).containsExactly(new CommandOutcome.Done(OrchestratorState.STOPPED));

        assertThat(afterARestart(before).cycle.status().state()).isEqualTo(OrchestratorState.STOPPED);
    }

    @Test
    void aStopHoldsAtOnceWhenTheDiskFailsAndIsWrittenOnceItCanBe() {
        CycleBench bench = CycleBench.running();
        bench.journal.failing(true);

        restrict(bench, "stop");

        assertThat(answers).containsExactly(new CommandOutcome.NotDurable(OrchestratorState.STOPPED, "disk full"));
        assertThat(bench.cycle.status().durable()).isFalse();
        bench.candle(Signal.BUY, 50);
        assertThat(bench.broker.placements()).isEmpty();

        bench.journal.failing(false);
        bench.time.advance(CycleBench.SETTLEMENT);

        assertThat(bench.cycle.status().durable()).isTrue();
        assertThat(afterARestart(bench).cycle.status().state()).isEqualTo(OrchestratorState.STOPPED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "stop"})
    void whatLoosensDoesNotHoldWhenItCannotBeWritten(String command) {
        CycleBench bench = CycleBench.running();
        restrict(bench, command);
        OrchestratorState restricted = bench.cycle.status().state();
        bench.journal.failing(true);

        bench.cycle.resume("bob", answers::add);
        bench.cycle.startAgain("bob", answers::add);

        assertThat(answers).anyMatch(CommandOutcome.Unavailable.class::isInstance);
        assertThat(bench.cycle.status().state()).isEqualTo(restricted);
        bench.candle(Signal.BUY, 50);
        assertThat(bench.broker.placements()).isEmpty();

        bench.journal.failing(false);
        bench.time.advance(CycleBench.SETTLEMENT);

        // The failed write may have reached the disk: what holds has been written behind it.
        assertThat(bench.journal
                        .written(JournalEntry.MandateChanged.class)
                        .getLast()
                        .mandate()
                        .level())
                .isNotEqualTo(Mandate.Level.ACTIVE);
        assertThat(afterARestart(bench).cycle.status().state()).isEqualTo(restricted);
    }

    @Test
    void aStopOvertakesAStartThatIsStillBeingWritten() {
        CycleBench bench = CycleBench.running();
        restrict(bench, "stop");
        bench.journal.hold();

        bench.cycle.startAgain("bob", answers::add);
        restrict(bench, "stop");
        bench.journal.release();

        assertThat(answers.get(1)).isInstanceOf(CommandOutcome.WrongState.class);
        assertThat(answers.get(2)).isEqualTo(new CommandOutcome.Done(OrchestratorState.STOPPED));
        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.STOPPED);
        assertThat(afterARestart(bench).cycle.status().state()).isEqualTo(OrchestratorState.STOPPED);
    }

    @Test
    void anEntryAtWorkWhenItWasStoppedIsCancelledAfterTheRestartAndItsFillsAreBooked() {
        CycleBench before = CycleBench.running();
        before.candle(Signal.BUY, 50);
        var entry = before.lastPlaced();
        before.broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(entry, OrderEvent.ACCEPTED, "0")));
        before.time.settle();
        restrict(before, "stop");

        CycleBench bench = before.restarted();
        bench.broker.onLookUp(order -> Optional.of(new LookupReport.Found(shown(entry, OrderEvent.ACCEPTED, "0"))));
        bench.broker.onCancel(order -> Optional.of(new CancelReport.Requested()));
        bench.start();
        bench.time.advance(CycleBench.SETTLEMENT);

        assertThat(bench.broker.cancellations()).isNotEmpty();
        assertThat(bench.broker.placements()).isEmpty();
        bench.broker.push(new BrokerEvent.Filled(fill(entry, "late", "1", "50")));
        assertThat(bench.cycle.status().position().quantity().toString()).isEqualTo("1");
    }

    @Test
    void theNextCycleOfTheSameProcessInheritsAStopThatCouldNotBeWritten() {
        CycleBench before = CycleBench.running();
        before.journal.failing(true);
        restrict(before, "stop");
        Mandate stop = before.cycle.mandate().orElseThrow();
        before.mailbox.close();
        before.journal.failing(false);

        CycleBench bench = before.restarted();
        bench.cycle.inherit(stop);
        bench.start();
        bench.candle(Signal.BUY, 50);

        assertThat(bench.broker.placements()).isEmpty();
        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.STOPPED);
        assertThat(afterARestart(bench).cycle.status().state()).isEqualTo(OrchestratorState.STOPPED);
    }

    @Test
    void aFreshBookTrades() {
        CycleBench bench = CycleBench.running();

        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.RUNNING);
        assertThat(bench.cycle.status().mandate()).isEmpty();
        assertThat(bench.time.instant()).isBefore(NOON.plus(Duration.ofSeconds(1)));
    }
}
