package cab.application.trading;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.execution.BotEvents;
import cab.application.execution.Writer;
import cab.application.port.JournalEntry;
import cab.domain.market.Symbol;
import cab.domain.order.BotId;
import java.time.InstantSource;
import java.util.List;

/**
 * The state of an orchestrator, what blocks its entries, and the table of what an operator may ask for in which state.
 * Every command is written down before it is carried out. Owned by one thread.
 */
final class Lifecycle {

    private final BotId bot;
    private final Symbol symbol;
    private final Writer writer;
    private final BotEvents events;
    private final InstantSource clock;
    private final EntryBlocks blocks = new EntryBlocks();
    private OrchestratorState state = OrchestratorState.STOPPED;
    private boolean ready;

    Lifecycle(BotId bot, Symbol symbol, Writer writer, BotEvents events, InstantSource clock) {
        this.bot = bot;
        this.symbol = symbol;
        this.writer = writer;
        this.events = events;
        this.clock = clock;
    }

    OrchestratorState state() {
        return state;
    }

    /** Whether the book is reconciled and past candles are read. */
    boolean isReady() {
        return ready;
    }

    /** Whether signals are followed. */
    boolean followsSignals() {
        return ready && (state == OrchestratorState.RUNNING || state == OrchestratorState.PAUSED);
    }

    /** Whether something new may be opened. */
    boolean mayEnter() {
        return ready && state == OrchestratorState.RUNNING && !blocks.isBlocked();
    }

    /** Why nothing new is opened; empty when nothing blocks it. */
    List<String> blockedBy() {
        return blocks.reasons();
    }

    void starting() {
        state = OrchestratorState.STARTING;
    }

    /** The book is reconciled and past candles are read. */
    void ready() {
        ready = true;
        if (state == OrchestratorState.STARTING) {
            run("started");
        }
    }

    /** Opens nothing new for {@code reason}, which passes by itself. */
    void block(String name, String reason) {
        boolean _ = blocks.block(name, reason);
    }

    /** Opens nothing new for {@code reason}, and says so by the state. */
    void hold(String name, String reason) {
        if (blocks.block(name, reason) && state == OrchestratorState.RUNNING) {
            changeTo(OrchestratorState.PAUSED, Topic.ORCHESTRATOR_PAUSED, reason);
        }
    }

    /** Takes one reason away; others stay. */
    void lift(String name) {
        if (blocks.lift(name)) {
            resumeUnlessBlocked();
        }
    }

    private void resumeUnlessBlocked() {
        if (state == OrchestratorState.PAUSED && !blocks.isBlocked()) {
            changeTo(OrchestratorState.RUNNING, Topic.ORCHESTRATOR_RESUMED, "nothing blocks entries any more");
        }
    }

    CommandOutcome pause(String actor, String reason) {
        return switch (state) {
            case RUNNING, PAUSED, STARTING -> {
                note(actor, "pause", reason);
                hold(EntryBlocks.OPERATOR, "paused by " + actor + ": " + reason);
                yield new CommandOutcome.Done(state);
            }
            case STOPPED, EMERGENCY -> wrongState("pause");
        };
    }

    CommandOutcome resume(String actor) {
        return switch (state) {
            case PAUSED, RUNNING -> {
                note(actor, "resume", "");
                lift(EntryBlocks.OPERATOR);
                yield blocks.isBlocked()
                        ? new CommandOutcome.WrongState(state, String.join("; ", blocks.reasons()))
                        : new CommandOutcome.Done(state);
            }
            case STARTING, STOPPED, EMERGENCY -> wrongState("resume");
        };
    }

    CommandOutcome stop(String actor, String reason) {
        note(actor, "stop", reason);
        if (state != OrchestratorState.STOPPED) {
            changeTo(OrchestratorState.STOPPED, Topic.ORCHESTRATOR_STOPPED, reason);
        }
        return new CommandOutcome.Done(state);
    }

    CommandOutcome emergency(String actor, String reason) {
        note(actor, "emergency", reason);
        if (state != OrchestratorState.EMERGENCY) {
            changeTo(OrchestratorState.EMERGENCY, Topic.ORCHESTRATOR_STOPPED, reason);
        }
        return new CommandOutcome.Done(state);
    }

    CommandOutcome startAgain(String actor) {
        return switch (state) {
            case STOPPED, EMERGENCY -> {
                note(actor, "start", "");
                if (ready) {
                    run("started by " + actor);
                } else {
                    starting();
                }
                yield new CommandOutcome.Done(state);
            }
            case STARTING, RUNNING, PAUSED -> wrongState("start");
        };
    }

    private void run(String reason) {
        changeTo(OrchestratorState.RUNNING, Topic.ORCHESTRATOR_STARTED, reason);
        if (blocks.isBlocked()) {
            changeTo(OrchestratorState.PAUSED, Topic.ORCHESTRATOR_PAUSED, String.join("; ", blocks.reasons()));
        }
    }

    /** Which orders may leave. */
    TradingState tradingState() {
        return switch (state) {
            case RUNNING, PAUSED ->
                blocks.isBlocked() || !writer.isDurable() ? TradingState.REDUCING : TradingState.ACTIVE;
            case STARTING -> TradingState.REDUCING;
            case STOPPED, EMERGENCY -> TradingState.HALTED;
        };
    }

    private CommandOutcome wrongState(String command) {
        return new CommandOutcome.WrongState(state, "cannot " + command + " while " + state);
    }

    private void note(String actor, String action, String detail) {
        writer.facts(List.of(new JournalEntry.Noted(bot, clock.instant(), actor, action, detail)));
    }

    private void changeTo(OrchestratorState next, String topic, String reason) {
        state = next;
        events.publish(topic, new EventPayload.OrchestratorChanged(symbol, next.name(), reason));
    }
}
