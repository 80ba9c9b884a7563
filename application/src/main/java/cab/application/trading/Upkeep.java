package cab.application.trading;

import cab.application.execution.Book;
import cab.application.execution.Writer;
import cab.application.port.BotPorts;
import cab.application.port.Subscription;
import cab.application.reconciliation.Reconciliation;
import cab.application.reconciliation.ReconciliationResult;
import cab.application.settlement.Settlement;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What runs beside trading: settlement while an order is working or something waits to be written, and reconciliation
 * at its interval, which also looks at a stop that rests at the exchange. A difference that is found twice in a row
 * holds the symbol; until it has been looked at again, nothing new is opened. Owned by one thread.
 */
final class Upkeep {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final BotPorts ports;
    private final CycleSettings settings;
    private final Book book;
    private final Writer writer;
    private final Settlement settlement;
    private final Reconciliation reconciliation;
    private final Lifecycle lifecycle;
    /** Whether the rules of the symbol are known: before that, nothing can be booked or sold by them. */
    private final BooleanSupplier listed;

    private Runnable onInterval = () -> {};
    private Subscription settlementTimer = () -> {};
    private Subscription reconciliationTimer = () -> {};
    private Subscription retryTimer = () -> {};
    private boolean settlementScheduled;
    private boolean differed;
    private boolean closed;

    Upkeep(
            BotPorts ports,
            CycleSettings settings,
            Book book,
            Writer writer,
            Settlement settlement,
            Reconciliation reconciliation,
            Lifecycle lifecycle,
            BooleanSupplier listed) {
        this.ports = ports;
        this.settings = settings;
        this.book = book;
        this.writer = writer;
        this.settlement = settlement;
        this.reconciliation = reconciliation;
        this.lifecycle = lifecycle;
        this.listed = listed;
    }

    /** Calls {@code task} beside every reconciliation at its interval. */
    void onInterval(Runnable task) {
        onInterval = task;
    }

    /**
     * Reconciles until the exchange lists the symbol and has answered, then calls {@code then} and goes on at
     * intervals.
     */
    void start(Runnable then) {
        if (closed) {
            return;
        }
        if (!listed.getAsBoolean()) {
            lifecycle.block(EntryBlocks.NOT_LISTED, "the exchange does not list " + book.symbol());
            retry(() -> start(then));
            return;
        }
        lifecycle.lift(EntryBlocks.NOT_LISTED);
        reconciliation.run(result -> {
            reconciled(result);
            switch (result) {
                case ReconciliationResult.Compared compared -> {
                    settlement.pass();
                    scheduleReconciliation(firstInterval());
                    then.run();
                }
                case ReconciliationResult.Inconclusive inconclusive -> retry(() -> start(then));
            }
        });
    }

    /** Compares book and exchange now. */
    void reconcile() {
        if (!closed && listed.getAsBoolean()) {
            reconciliation.run(this::reconciled);
        }
    }

    /** Follows working orders to their end and writes what waits; nothing while there is neither. */
    void followOrders() {
        if (closed || settlementScheduled || isIdle()) {
            return;
        }
        settlementScheduled = true;
        settlementTimer = ports.processTime()
                .after(settings.settlement().interval(), () -> ports.mailbox().answer(this::settle));
    }

    /** Looks after all orders at once: something was missed. */
    void catchUp() {
        if (!closed && listed.getAsBoolean()) {
            settlement.pass();
            reconcile();
        }
    }

    /** An order has come to its end: stops the timer when there is nothing left to follow. */
    void orderEnded() {
        if (isIdle()) {
            settlementTimer.close();
            settlementScheduled = false;
        }
    }

    void close() {
        closed = true;
        settlementTimer.close();
        reconciliationTimer.close();
        retryTimer.close();
        reconciliation.close();
    }

    private boolean isIdle() {
        return !book.isBusy() && writer.isDurable();
    }

    private void settle() {
        settlementScheduled = false;
        if (closed) {
            return;
        }
        if (listed.getAsBoolean()) {
            settlement.pass();
        }
        followOrders();
    }

    /** What the exchange did not show yet at a start, such as the balance behind the last order, is soon read again. */
    private Duration firstInterval() {
        Duration interval = settings.reconcileInterval();
        Duration visible = ports.broker().capabilities().visibility();
        return visible.isPositive() && visible.compareTo(interval) < 0 ? visible : interval;
    }

    private void scheduleReconciliation(Duration interval) {
        if (!closed && settings.reconcileInterval().isPositive()) {
            reconciliationTimer = ports.processTime()
                    .after(
                            interval,
                            () -> ports.mailbox().answer(() -> {
                                if (closed) {
                                    return;
                                }
                                onInterval.run();
                                reconcile();
                                scheduleReconciliation(settings.reconcileInterval());
                            }));
        }
    }

    private void retry(Runnable step) {
        retryTimer.close();
        if (!closed) {
            retryTimer = ports.processTime().after(RETRY, () -> ports.mailbox().answer(step));
        }
    }

    private void reconciled(ReconciliationResult result) {
        switch (result) {
            case ReconciliationResult.Inconclusive inconclusive -> {}
            case ReconciliationResult.Compared compared -> {
                // It may have found orders that nobody follows yet.
                followOrders();
                if (compared.isConsistent()) {
                    differed = false;
                    lifecycle.lift(EntryBlocks.MISMATCH);
                } else if (differed) {
                    lifecycle.hold(
                            EntryBlocks.MISMATCH,
                            "unexplained difference: " + String.join("; ", compared.unexplained()));
                } else {
                    differed = true;
                    // What was on its way while the exchange was read explains itself when it is read again.
                    lifecycle.block(EntryBlocks.MISMATCH, "a difference is being looked at again");
                    retry(this::reconcile);
                }
            }
        }
    }
}
