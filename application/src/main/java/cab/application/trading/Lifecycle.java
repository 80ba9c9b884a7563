package cab.application.trading;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.execution.BotEvents;
import cab.application.execution.Writer;
import cab.application.port.CommitReport;
import cab.application.port.Mandate;
import cab.domain.market.Symbol;
import cab.domain.order.BotId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The state of an orchestrator, what blocks its entries, and the table of what an operator may ask for in which state.
 *
 * <p>What an operator has stopped or paused stays so beyond a restart, until an operator starts or resumes it. A
 * command that restricts holds at once, one that loosens holds once it is written. Owned by one thread.
 */
final class Lifecycle {

    private final Symbol symbol;
    private final Writer writer;
    private final BotEvents events;
    private final Mandates mandates;
    private final EntryBlocks blocks = new EntryBlocks();
    private OrchestratorState state = OrchestratorState.STOPPED;
    private boolean ready;
    private boolean stillStopped;

    /** A life that goes on under {@code last}, what an operator said before the start. */
    Lifecycle(BotId bot, Symbol symbol, Writer writer, BotEvents events, InstantSource clock, Optional<Mandate> last) {
        this.symbol = symbol;
        this.writer = writer;
        this.events = events;
        this.mandates = new Mandates(bot, writer, clock, last);
        last.ifPresent(this::obey);
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

    /** Whether an operator or a safety rule has stopped it. */
    boolean isStopped() {
        return mandates.is(Mandate.Level.STOPPED) || mandates.is(Mandate.Level.EMERGENCY);
    }

    /** What an operator last allowed; empty when nobody has ever said anything. */
    Optional<Mandate> mandate() {
        return mandates.current();
    }

    /** Begins to start; a stop goes on. */
    void starting() {
        if (isStopped()) {
            stillStopped = true;
        } else {
            stillStopped = false;
            state = OrchestratorState.STARTING;
        }
    }

    /** The book is reconciled and past candles are read. */
    void ready() {
        ready = true;
        if (state == OrchestratorState.STARTING) {
            run("started");
        } else if (stillStopped) {
            mandates.current().ifPresent(stop -> changeTo(state, Topic.ORCHESTRATOR_STOPPED, stop.words()));
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

    void pause(String actor, String reason, Consumer<CommandOutcome> answer) {
        switch (state) {
            case RUNNING, PAUSED, STARTING -> {
                Mandate pause = mandates.of(Mandate.Level.PAUSED, actor, reason);
                hold(EntryBlocks.OPERATOR, pause.words());
                restrict(pause, "pause", answer);
            }
            case STOPPED, EMERGENCY -> answer.accept(wrongState("pause"));
        }
    }

    void resume(String actor, Consumer<CommandOutcome> answer) {
        switch (state) {
            case PAUSED, RUNNING ->
                loosen(actor, "resume", answer, () -> {
                    lift(EntryBlocks.OPERATOR);
                    return blocks.isBlocked()
                            ? new CommandOutcome.WrongState(state, String.join("; ", blocks.reasons()))
                            : new CommandOutcome.Done(state);
                });
            case STARTING, STOPPED, EMERGENCY -> answer.accept(wrongState("resume"));
        }
    }

    void stop(String actor, String reason, Consumer<CommandOutcome> answer) {
        if (state != OrchestratorState.STOPPED) {
            changeTo(OrchestratorState.STOPPED, Topic.ORCHESTRATOR_STOPPED, reason);
        }
        restrict(mandates.of(Mandate.Level.STOPPED, actor, reason), "stop", answer);
    }

    void emergency(String actor, String reason, Consumer<CommandOutcome> answer) {
        if (state != OrchestratorState.EMERGENCY) {
            changeTo(OrchestratorState.EMERGENCY, Topic.ORCHESTRATOR_STOPPED, reason);
        }
        restrict(mandates.of(Mandate.Level.EMERGENCY, actor, reason), "emergency", answer);
    }

    void startAgain(String actor, Consumer<CommandOutcome> answer) {
        switch (state) {
            case STOPPED, EMERGENCY ->
                loosen(actor, "start", answer, () -> {
                    // Who starts it wants it to trade: an older pause of an operator is over.
                    boolean _ = blocks.lift(EntryBlocks.OPERATOR);
                    if (ready) {
                        run("started by " + actor);
                    } else {
                        starting();
                    }
                    return new CommandOutcome.Done(state);
                });
            case STARTING, RUNNING, PAUSED -> answer.accept(wrongState("start"));
        }
    }

    /** Goes on under {@code mandate}, which the journal may not know, because it was given while the disk failed. */
    void inherit(Mandate mandate) {
        if (mandate.isRestriction() && !mandates.current().equals(Optional.of(mandate))) {
            obey(mandate);
            mandates.restrict(mandate, "inherited", report -> {});
        }
    }

    /** Brings the state where {@code mandate} wants it, before the start. */
    private void obey(Mandate mandate) {
        switch (mandate.level()) {
            case ACTIVE -> {}
            case PAUSED -> block(EntryBlocks.OPERATOR, mandate.words());
            case STOPPED -> state = OrchestratorState.STOPPED;
            case EMERGENCY -> state = OrchestratorState.EMERGENCY;
        }
    }

    private void restrict(Mandate mandate, String action, Consumer<CommandOutcome> answer) {
        OrchestratorState reached = state;
        mandates.restrict(
                mandate,
                action,
                report -> answer.accept(
                        switch (report) {
                            case CommitReport.Durable durable -> new CommandOutcome.Done(reached);
                            case CommitReport.Refused(String reason) -> new CommandOutcome.NotDurable(reached, reason);
                            case CommitReport.Failed(String cause) -> new CommandOutcome.NotDurable(reached, cause);
                        }));
    }

    private void loosen(
            String actor, String action, Consumer<CommandOutcome> answer, Supplier<CommandOutcome> granted) {
        mandates.loosen(
                mandates.of(Mandate.Level.ACTIVE, actor, ""),
                action,
                loosening -> answer.accept(
                        switch (loosening) {
                            case Mandates.Loosening.Granted yes -> granted.get();
                            case Mandates.Loosening.Overtaken no ->
                                new CommandOutcome.WrongState(
                                        state, "a later command came before this one was written");
                            case Mandates.Loosening.Unwritten(String cause) ->
                                new CommandOutcome.Unavailable("the command cannot be written, so that it does not"
                                        + " hold; nothing has changed: " + cause);
                        }));
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

    private void changeTo(OrchestratorState next, String topic, String reason) {
        state = next;
        events.publish(topic, new EventPayload.OrchestratorChanged(symbol, next.name(), reason));
    }
}
