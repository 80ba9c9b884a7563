package cab.infrastructure.simulation;

import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.OrderJournal;
import cab.application.port.RecallReport;
import cab.application.port.RecoveredBook;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.infrastructure.time.VirtualScheduler;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The journal of one symbol as one process sees it: fails for a while, takes its time, and dies with it. */
final class SimulatedDisk implements OrderJournal {

    private static final Duration FAILS_FOR = Duration.ofMinutes(3);
    private static final Duration SLOW_FOR = Duration.ofSeconds(20);

    private final OrderJournal kept;
    private final Invariants invariants;
    private final SeededFaults faults;
    private final TradingProcess process;
    private final VirtualScheduler clock;
    private long failsUntilMs;
    private boolean failed;
    private int pending;

    SimulatedDisk(
            OrderJournal kept,
            Invariants invariants,
            SeededFaults faults,
            TradingProcess process,
            VirtualScheduler clock) {
        this.kept = kept;
        this.invariants = invariants;
        this.faults = faults;
        this.process = process;
        this.clock = clock;
    }

    /** Whether it fails, or has not answered. */
    boolean isInTrouble() {
        return (failed && !faults.isHealed()) || pending > 0;
    }

    @Override
    public void commit(List<JournalEntry> entries, Consumer<CommitReport> done) {
        if (!process.isAlive() || process.diesAtHook("before a write")) {
            return;
        }
        boolean fails = faults.happens(FaultClass.DISK_FAILED);
        boolean slow = faults.happens(FaultClass.DISK_SLOW);
        if (fails) {
            failsUntilMs = clock.millis()
                    + faults.span(FaultClass.DISK_FAILED, FAILS_FOR).toMillis();
            process.tell("the disk fails");
        }
        pending++;
        if (clock.millis() < failsUntilMs && !faults.isHealed()) {
            failed = true;
            pending--;
            done.accept(new CommitReport.Failed("disk full"));
        } else if (slow) {
            long delayMs = faults.span(FaultClass.DISK_SLOW, SLOW_FOR).toMillis();
            var _ = clock.atMs(clock.millis() + delayMs, () -> {
                if (process.isAlive()) {
                    write(entries, done);
                }
            });
        } else {
            write(entries, done);
        }
    }

    private void write(List<JournalEntry> entries, Consumer<CommitReport> done) {
        kept.commit(entries, report -> {
            switch (report) {
                case CommitReport.Durable durable -> entries.forEach(invariants::durable);
                case CommitReport.Refused refused -> process.tell("the journal refuses: " + refused.reason());
                case CommitReport.Failed failure -> process.tell("the journal fails: " + failure.cause());
            }
            if (!process.diesAtHook("behind a write")) {
                pending--;
                failed = false;
                done.accept(report);
            }
        });
    }

    @Override
    public void recall(ClientOrderId order, Consumer<RecallReport> done) {
        if (process.isAlive()) {
            kept.recall(order, done);
        }
    }

    @Override
    public RecoveredBook load(BotId bot) {
        return kept.load(bot);
    }
}
