package cab.infrastructure.simulation;

import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.OrderJournal;
import cab.application.port.RecallReport;
import cab.application.port.RecoveredBook;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The journal of one symbol as one process sees it: full for a while, busy, or unsure whether it has written; it dies
 * with its process. Owned by one thread.
 */
final class SimulatedDisk implements OrderJournal {

    private static final Duration FAILS_FOR = Duration.ofMinutes(3);
    private static final Duration BUSY_FOR = Duration.ofSeconds(20);

    private final TradedSymbol traded;
    private final SimulatedWorld world;
    private final TradingProcess process;
    private long failsUntilMs;
    private boolean failed;
    private int pending;

    SimulatedDisk(TradedSymbol traded, SimulatedWorld world, TradingProcess process) {
        this.traded = traded;
        this.world = world;
        this.process = process;
    }

    /** Whether it fails, or has not answered. */
    boolean isInTrouble() {
        return (failed && !world.faults().isHealed()) || pending > 0;
    }

    /** Whether it has not answered. */
    boolean isPending() {
        return pending > 0;
    }

    @Override
    public void commit(List<JournalEntry> entries, Consumer<CommitReport> done) {
        if (!process.isAlive() || process.diesAtHook("before a write")) {
            return;
        }
        Lot lot = world.faults().draw(FaultClass.DISK);
        boolean full = world.clock().millis() < failsUntilMs && !world.faults().isHealed();
        pending++;
        if (full) {
            world.faults().inject(FaultClass.DISK);
            fails(done);
        } else if (lot.bites()) {
            world.faults().inject(FaultClass.DISK);
            trouble(lot, entries, done);
        } else {
            write(entries, done);
        }
    }

    private void trouble(Lot lot, List<JournalEntry> entries, Consumer<CommitReport> done) {
        switch (lot.below(4, 1)) {
            case 0 -> {
                process.tell("the disk is full");
                failsUntilMs = world.clock().millis() + lot.span(FAILS_FOR, 2).toMillis();
                fails(done);
            }
            case 1 -> {
                process.tell("the disk has written and does not know it");
                keep(entries);
                fails(done);
            }
            default -> {
                long busyMs = lot.span(BUSY_FOR, 2).toMillis();
                var _ = world.clock().atMs(world.clock().millis() + busyMs, () -> {
                    if (process.isAlive()) {
                        write(entries, done);
                    }
                });
            }
        }
    }

    private void fails(Consumer<CommitReport> done) {
        failed = true;
        pending--;
        done.accept(new CommitReport.Failed("disk full"));
    }

    private void keep(List<JournalEntry> entries) {
        traded.journal().commit(entries, report -> {
            if (report instanceof CommitReport.Durable) {
                entries.forEach(traded.invariants()::durableUnawares);
            }
        });
    }

    private void noted(List<JournalEntry> entries, CommitReport report) {
        switch (report) {
            case CommitReport.Durable durable -> entries.forEach(traded.invariants()::durable);
            case CommitReport.Refused refused -> process.tell("the journal refuses: " + refused.reason());
            case CommitReport.Failed failure -> process.tell("the journal fails: " + failure.cause());
        }
    }

    private void write(List<JournalEntry> entries, Consumer<CommitReport> done) {
        traded.journal().commit(entries, report -> {
            noted(entries, report);
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
            traded.journal().recall(order, done);
        }
    }

    @Override
    public RecoveredBook load(BotId bot) {
        return traded.journal().load(bot);
    }
}
