package cab.application.trading;

import java.util.function.Consumer;

/**
 * A command to a trading cycle on its way through the mailbox, so that who watches the mailbox can tell what it is. Run
 * on the thread of the cycle.
 *
 * @param kind what is asked for
 * @param actor who asks
 * @param reason in words; empty where none is given
 * @param cycle whom it is for
 * @param answer told what came of it
 */
public record OperatorCommand(
        Kind kind, String actor, String reason, TradingCycle cycle, Consumer<CommandOutcome> answer)
        implements Runnable {

    /** What an operator may ask for. */
    public enum Kind {
        PAUSE,
        RESUME,
        STOP,
        EMERGENCY,
        START,
        RECONCILE
    }

    @Override
    public void run() {
        switch (kind) {
            case PAUSE -> cycle.pause(actor, reason, answer);
            case RESUME -> cycle.resume(actor, answer);
            case STOP -> cycle.stop(actor, reason, answer);
            case EMERGENCY -> cycle.emergency(actor, reason, answer);
            case START -> cycle.startAgain(actor, answer);
            case RECONCILE -> cycle.reconcile();
        }
    }
}
