package cab.application.trading;

import cab.application.port.Mailbox;
import cab.domain.market.Symbol;
import cab.domain.order.BotId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The way to a trading cycle from outside its thread: every question and command goes through the mailbox, and the
 * answer is given on the owner's thread, or at once when the mailbox does not take it. Thread-safe.
 */
public final class Orchestrator {

    private final BotId bot;
    private final Symbol symbol;
    private final AtomicReference<Life> life;

    public Orchestrator(BotId bot, Symbol symbol, Mailbox mailbox, TradingCycle cycle) {
        this.bot = bot;
        this.symbol = symbol;
        this.life = new AtomicReference<>(new Life(mailbox, cycle));
    }

    /** Leads to another cycle from now on: the one that took over after a fault. */
    public void leadTo(Mailbox mailbox, TradingCycle cycle) {
        life.set(new Life(mailbox, cycle));
    }

    public BotId bot() {
        return bot;
    }

    public Symbol symbol() {
        return symbol;
    }

    /** Asks how it stands; false when the question was not taken, and {@code reader} is not called. */
    public boolean status(Consumer<OrchestratorStatus> reader) {
        return offer(cycle -> reader.accept(cycle.status()));
    }

    /** Asks why it did or did not trade on the latest candles, newest first; see {@link #status}. */
    public boolean decisions(int wanted, Consumer<List<DecisionLog.Entry>> reader) {
        return offer(cycle -> reader.accept(cycle.decisions().latest(wanted)));
    }

    /** Asks for the last decision of the pipeline in words; see {@link #status}. */
    public boolean explanation(Consumer<String> reader) {
        return offer(cycle -> reader.accept(cycle.explain()));
    }

    /** Asks for a reconciliation now; what comes of it is published. False when it was not taken. */
    public boolean reconcile() {
        return offer(OperatorCommand.Kind.RECONCILE, "", "", outcome -> {});
    }

    /** See {@link TradingCycle#pause}. */
    public void pause(String actor, String reason, Consumer<CommandOutcome> answer) {
        command(OperatorCommand.Kind.PAUSE, actor, reason, answer);
    }

    /** See {@link TradingCycle#resume}. */
    public void resume(String actor, Consumer<CommandOutcome> answer) {
        command(OperatorCommand.Kind.RESUME, actor, "", answer);
    }

    /** See {@link TradingCycle#stop}. */
    public void stop(String actor, String reason, Consumer<CommandOutcome> answer) {
        command(OperatorCommand.Kind.STOP, actor, reason, answer);
    }

    /** See {@link TradingCycle#emergency}. */
    public void emergency(String actor, String reason, Consumer<CommandOutcome> answer) {
        command(OperatorCommand.Kind.EMERGENCY, actor, reason, answer);
    }

    /** See {@link TradingCycle#startAgain}. */
    public void start(String actor, Consumer<CommandOutcome> answer) {
        command(OperatorCommand.Kind.START, actor, "", answer);
    }

    private void command(OperatorCommand.Kind kind, String actor, String reason, Consumer<CommandOutcome> answer) {
        if (!offer(kind, actor, reason, answer)) {
            answer.accept(new CommandOutcome.Unavailable("the orchestrator of " + symbol + " does not answer"));
        }
    }

    private boolean offer(OperatorCommand.Kind kind, String actor, String reason, Consumer<CommandOutcome> answer) {
        Life present = life.get();
        return present.mailbox.offer(new OperatorCommand(kind, actor, reason, present.cycle, answer));
    }

    private boolean offer(Consumer<TradingCycle> message) {
        Life present = life.get();
        return present.mailbox.offer(() -> message.accept(present.cycle));
    }

    private record Life(Mailbox mailbox, TradingCycle cycle) {}
}
