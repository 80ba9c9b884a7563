package cab.application.trading;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.BTC_USDT;
import static cab.application.trading.OrchestratorState.EMERGENCY;
import static cab.application.trading.OrchestratorState.PAUSED;
import static cab.application.trading.OrchestratorState.RUNNING;
import static cab.application.trading.OrchestratorState.STARTING;
import static cab.application.trading.OrchestratorState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.port.JournalEntry;
import cab.application.testing.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleTest {

    private final Desk desk = new Desk();
    private final Lifecycle lifecycle =
            new Lifecycle(BOT, BTC_USDT, desk.writer, desk.events, desk.time, Optional.empty());
    private final List<CommandOutcome> answers = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "STARTING, pause, true, STARTING", "STARTING, resume, false, STARTING",
        "STARTING, stop, true, STOPPED", "STARTING, start, false, STARTING",
        "STARTING, emergency, true, EMERGENCY", "RUNNING, pause, true, PAUSED",
        "RUNNING, resume, true, RUNNING", "RUNNING, stop, true, STOPPED",
        "RUNNING, start, false, RUNNING", "RUNNING, emergency, true, EMERGENCY",
        "PAUSED, pause, true, PAUSED", "PAUSED, resume, true, RUNNING",
        "PAUSED, stop, true, STOPPED", "PAUSED, start, false, PAUSED",
        "PAUSED, emergency, true, EMERGENCY", "STOPPED, pause, false, STOPPED",
        "STOPPED, resume, false, STOPPED", "STOPPED, stop, true, STOPPED",
        "STOPPED, start, true, RUNNING", "STOPPED, emergency, true, EMERGENCY",
        "EMERGENCY, pause, false, EMERGENCY", "EMERGENCY, resume, false, EMERGENCY",
        "EMERGENCY, stop, true, STOPPED", "EMERGENCY, start, true, RUNNING",
        "EMERGENCY, emergency, true, EMERGENCY",
    })
    void everyCommandInEveryState(OrchestratorState state, String command, boolean possible, OrchestratorState after) {
        bring(state);
        int notes = notes().size();

        CommandOutcome outcome = command(command);

        assertThat(lifecycle.state()).isEqualTo(after);
        assertThat(outcome)
                .isEqualTo(
                        possible
                                ? new CommandOutcome.Done(after)
                                : new CommandOutcome.WrongState(state, "cannot " + command + " while " + state));
        assertThat(notes()).hasSize(possible ? notes + 1 : notes);
    }

    @ParameterizedTest
    @EnumSource(OrchestratorState.class)
    void onlyARunningOrchestratorMayEnter(OrchestratorState state) {
        bring(state);

        assertThat(lifecycle.mayEnter()).isEqualTo(state == RUNNING);
        assertThat(lifecycle.followsSignals()).isEqualTo(state == RUNNING || state == PAUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "STARTING, REDUCING",
        "RUNNING, ACTIVE",
        "PAUSED, REDUCING",
        "STOPPED, HALTED",
        "EMERGENCY, HALTED",
    })
    void theStateSaysWhichOrdersMayLeave(OrchestratorState state, TradingState expected) {
        bring(state);

        assertThat(lifecycle.tradingState()).isEqualTo(expected);
    }

    @Test
    void whileTheDiskFailsOrdersMayOnlyReduce() {
        bring(RUNNING);
        desk.journal.failing(true);
        desk.writer.facts(List.of(new JournalEntry.PositionChanged(desk.book.record(desk.time.instant()))));

        assertThat(lifecycle.tradingState()).isEqualTo(TradingState.REDUCING);
    }

    @Test
    void anEventTellsEachChangeAndOnlyChanges() {
        bring(RUNNING);
        lifecycle.pause("ann", "lunch", answers::add);
        lifecycle.pause("ann", "lunch", answers::add);
        lifecycle.resume("ann", answers::add);
        lifecycle.stop("ann", "home", answers::add);
        lifecycle.stop("ann", "home", answers::add);

        assertThat(desk.bus.topics())
                .containsExactly(
                        Topic.ORCHESTRATOR_STARTED,
                        Topic.ORCHESTRATOR_PAUSED,
                        Topic.ORCHESTRATOR_RESUMED,
                        Topic.ORCHESTRATOR_STOPPED);
        assertThat(desk.bus.of(Topic.ORCHESTRATOR_PAUSED))
                .containsExactly(new EventPayload.OrchestratorChanged(
                        BTC_USDT, "PAUSED", "paused by ann since 2026-03-01T12:00:00Z: lunch"));
    }

    @Test
    void aPauseWhileStartingHoldsOnceItHasStarted() {
        lifecycle.starting();
        lifecycle.pause("ann", "look first", answers::add);

        lifecycle.ready();

        assertThat(lifecycle.state()).isEqualTo(PAUSED);
        assertThat(lifecycle.mayEnter()).isFalse();
        assertThat(desk.bus.topics()).containsExactly(Topic.ORCHESTRATOR_STARTED, Topic.ORCHESTRATOR_PAUSED);
    }

    @Test
    void aStopWhileStartingHoldsOnceItCouldHaveStarted() {
        lifecycle.starting();
        lifecycle.stop("ann", "not today", answers::add);

        lifecycle.ready();

        assertThat(lifecycle.state()).isEqualTo(STOPPED);
    }

    @Test
    void aStartBeforeTheBookIsReconciledWaitsForIt() {
        lifecycle.starting();
        lifecycle.stop("ann", "oops", answers::add);

        assertThat(command("start")).isEqualTo(new CommandOutcome.Done(STARTING));
        assertThat(lifecycle.mayEnter()).isFalse();
        lifecycle.ready();

        assertThat(lifecycle.state()).isEqualTo(RUNNING);
    }

    @Test
    void aResumeLiftsThePauseOfAnOperatorAlone() {
        bring(RUNNING);
        lifecycle.pause("ann", "lunch", answers::add);
        lifecycle.hold(EntryBlocks.MISMATCH, "a coin is missing");

        CommandOutcome outcome = command("resume");

        assertThat(outcome).isEqualTo(new CommandOutcome.WrongState(PAUSED, "a coin is missing"));
        assertThat(lifecycle.blockedBy()).containsExactly("a coin is missing");

        lifecycle.lift(EntryBlocks.MISMATCH);

        assertThat(lifecycle.state()).isEqualTo(RUNNING);
    }

    @Test
    void aBlockThatPassesByItselfResumesWhatAnOperatorHasResumed() {
        bring(RUNNING);
        lifecycle.pause("ann", "lunch", answers::add);
        lifecycle.block(EntryBlocks.CANDLES_LOST, "reading");
        lifecycle.resume("ann", answers::add);
        assertThat(lifecycle.state()).isEqualTo(PAUSED);

        lifecycle.lift(EntryBlocks.CANDLES_LOST);

        assertThat(lifecycle.state()).isEqualTo(RUNNING);
    }

    @Test
    void aBlockThatPassesByItselfDoesNotChangeTheState() {
        bring(RUNNING);
        lifecycle.block(EntryBlocks.CANDLES_LOST, "reading");

        assertThat(lifecycle.state()).isEqualTo(RUNNING);
        assertThat(lifecycle.mayEnter()).isFalse();
        assertThat(lifecycle.tradingState()).isEqualTo(TradingState.REDUCING);

        lifecycle.lift(EntryBlocks.CANDLES_LOST);
        lifecycle.lift(EntryBlocks.CANDLES_LOST);

        assertThat(lifecycle.mayEnter()).isTrue();
    }

    @Test
    void aStartWithAReasonAgainstItIsAPause() {
        bring(STOPPED);
        lifecycle.hold(EntryBlocks.MISMATCH, "a coin is missing");
        assertThat(lifecycle.state()).isEqualTo(STOPPED);

        assertThat(command("start")).isEqualTo(new CommandOutcome.Done(PAUSED));
    }

    @Test
    void aCommandIsWrittenDown() {
        bring(RUNNING);

        lifecycle.pause("ann", "lunch", answers::add);

        assertThat(notes()).last().isEqualTo(new JournalEntry.Noted(BOT, desk.time.instant(), "ann", "pause", "lunch"));
    }

    private List<JournalEntry.Noted> notes() {
        return desk.journal.written(JournalEntry.Noted.class);
    }

    private void bring(OrchestratorState wanted) {
        lifecycle.starting();
        if (wanted == STARTING) {
            return;
        }
        lifecycle.ready();
        switch (wanted) {
            case STARTING, RUNNING -> {}
            case PAUSED -> lifecycle.pause("setup", "setup", outcome -> {});
            case STOPPED -> lifecycle.stop("setup", "setup", outcome -> {});
            case EMERGENCY -> lifecycle.emergency("setup", "setup", outcome -> {});
        }
        assertThat(lifecycle.state()).isEqualTo(wanted);
        if (wanted == EMERGENCY) {
            assertThat(desk.bus.topics()).endsWith(Topic.ORCHESTRATOR_STOPPED);
        }
    }

    private CommandOutcome command(String name) {
        switch (name) {
            case "pause" -> lifecycle.pause("ann", "because", answers::add);
            case "resume" -> lifecycle.resume("ann", answers::add);
            case "stop" -> lifecycle.stop("ann", "because", answers::add);
            case "start" -> lifecycle.startAgain("ann", answers::add);
            case "emergency" -> lifecycle.emergency("ann", "because", answers::add);
            default -> throw new IllegalArgumentException(name);
        }
        return answers.getLast();
    }
}
