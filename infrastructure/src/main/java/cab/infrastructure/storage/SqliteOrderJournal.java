package cab.infrastructure.storage;

import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.OrderJournal;
import cab.application.port.RecallReport;
import cab.application.port.RecoveredBook;
import cab.application.port.StorageException;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order journal in SQLite. One thread writes; it takes whatever waits, up to a bound, into one transaction, so that
 * many bots share one flush of the disk. A full queue is an answer: the call fails at once. While writing fails, the
 * journal tries by itself every few seconds whether it can be written again. It does not own its database, and is
 * closed before it. Thread-safe.
 */
public final class SqliteOrderJournal implements OrderJournal, AutoCloseable {

    private static final int QUEUE_CALLS_MAX = 4_096;
    private static final int GROUP_CALLS_MAX = 256;
    private static final Duration LOAD_PATIENCE = Duration.ofSeconds(60);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(2);
    private static final Call LAST = new Call(List.of(), report -> {}, true);
    private static final Logger LOG = LoggerFactory.getLogger(SqliteOrderJournal.class);

    private final SqliteDatabase database;
    private final InstantSource clock;
    private final BookReader reader = new BookReader();
    private final GroupCommit groups;
    private final BlockingQueue<Call> queue;
    private final Duration probeEvery;
    private final ReentrantLock gate = new ReentrantLock();
    private final Thread writer;
    private volatile @Nullable String fault;
    private boolean closed;

    private SqliteOrderJournal(
            SqliteDatabase database, VenueAccount account, InstantSource clock, int callsMax, Duration probeEvery) {
        this.database = database;
        this.clock = clock;
        this.groups = new GroupCommit(database, account);
        this.probeEvery = probeEvery;
        this.queue = new ArrayBlockingQueue<>(callsMax);
        this.writer = Thread.ofPlatform()
                .name("journal-writer")
                .daemon(true)
                .uncaughtExceptionHandler((thread, fault) -> LOG.error("journal writer died", fault))
                .unstarted(this::writeUntilClosed);
    }

    /**
     * The journal of {@code account} in {@code database}.
     *
     * @param clock the time of the market, for what {@link #load} calls the last 48 hours
     * @throws StorageException when the database holds the trades of another account
     */
    public static SqliteOrderJournal open(SqliteDatabase database, VenueAccount account, InstantSource clock) {
        return open(database, account, clock, QUEUE_CALLS_MAX, PROBE_EVERY);
    }

    /**
     * {@link #open(SqliteDatabase, VenueAccount, InstantSource)} with room for {@code callsMax} that wait.
     *
     * @param probeEvery between two tries to write after a failure
     */
    static SqliteOrderJournal open(
            SqliteDatabase database, VenueAccount account, InstantSource clock, int callsMax, Duration probeEvery) {
        VenueAccount claimed =
                database.write(handle -> DatabaseFacts.claim(handle, account, clock.instant(), database.name()));
        SqliteOrderJournal journal = new SqliteOrderJournal(database, claimed, clock, callsMax, probeEvery);
        journal.writer.start();
        return journal;
    }

    @Override
    public void commit(List<JournalEntry> entries, Consumer<CommitReport> done) {
        Call call = new Call(List.copyOf(entries), done, false);
        String refusal = "";
        gate.lock();
        try {
            if (closed) {
                refusal = "the journal is closed";
            } else if (!queue.offer(call)) {
                refusal = "the journal has no room: " + queue.size() + " calls wait";
            }
        } finally {
            gate.unlock();
        }
        if (!refusal.isEmpty()) {
            done.accept(new CommitReport.Failed(refusal));
        }
    }

    /** Why the last attempt to write failed; empty when it did not. */
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** Read by the writer, behind all that was handed over before. */
    @Override
    public void recall(ClientOrderId order, Consumer<RecallReport> done) {
        commit(
                List.of(),
                report -> done.accept(
                        switch (report) {
                            case CommitReport.Durable durable -> recalled(order);
                            case CommitReport.Refused(String reason) -> new RecallReport.Failed(reason);
                            case CommitReport.Failed(String cause) -> new RecallReport.Failed(cause);
                        }));
    }

    private RecallReport recalled(ClientOrderId order) {
        try {
            return database.read(handle -> reader.recall(handle, order));
        } catch (StorageException unreadable) {
            return new RecallReport.Failed(String.valueOf(unreadable.getMessage()));
        }
    }

    @Override
    public RecoveredBook load(BotId bot) {
        waitForEarlierCalls();
        return database.read(handle -> reader.load(handle, bot, clock.instant()));
    }

    /** Waits until everything that was handed over has been answered, so that a bot finds what it wrote before. */
    private void waitForEarlierCalls() {
        BlockingQueue<CommitReport> answer = new ArrayBlockingQueue<>(1);
        commit(List.of(), answer::add);
        try {
            CommitReport report = answer.poll(LOAD_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (report == null) {
                throw new StorageException("journal " + database.name() + " cannot be read: it is still writing after "
                        + LOAD_PATIENCE.toSeconds() + " s");
            }
            if (report instanceof CommitReport.Failed(var cause)) {
                throw new StorageException("journal " + database.name() + " cannot be read: " + cause);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StorageException("journal " + database.name() + " was not read: interrupted", interrupted);
        }
    }

    /** Takes no more calls, writes those that wait, and ends the thread. Twice does nothing. */
    @Override
    public void close() {
        gate.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            gate.unlock();
        }
        try {
            queue.put(LAST);
            writer.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("journal closed without waiting for its writer waiting={}", queue.size());
        }
    }

    private void writeUntilClosed() {
        List<Call> group = new ArrayList<>(GROUP_CALLS_MAX);
        try {
            boolean more = true;
            while (more) {
                group.add(awaitCall());
                queue.drainTo(group, GROUP_CALLS_MAX - 1);
                // After the last call nothing is taken any more: it is always the end of its group.
                more = !group.getLast().last();
                List<CommitReport> reports =
                        groups.write(group.stream().map(Call::entries).toList());
                if (groups.fault().isPresent() || group.stream().anyMatch(Call::writes)) {
                    note(groups.fault());
                }
                answer(group, reports);
                group.clear();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("journal writer interrupted");
        } finally {
            failWhatIsLeft(group);
        }
    }

    /** The next call. While writing fails, whether it can be written again is tried between calls. */
    private Call awaitCall() throws InterruptedException {
        while (fault != null) {
            Call call = queue.poll(probeEvery.toMillis(), TimeUnit.MILLISECONDS);
            if (call != null) {
                return call;
            }
            note(groups.probe(clock.instant()));
        }
        return queue.take();
    }

    private void note(Optional<String> found) {
        if (found.isPresent() && fault == null) {
            LOG.warn("journal cannot be written, nothing new is opened until it can reason={}", found.get());
        } else if (found.isEmpty() && fault != null) {
            LOG.info("journal can be written again");
        }
        fault = found.orElse(null);
    }

    private static void answer(List<Call> group, List<CommitReport> reports) {
        for (int index = 0; index < group.size(); index++) {
            Call call = group.get(index);
            try {
                call.done().accept(reports.get(index));
            } catch (RuntimeException fault) {
                LOG.error("the receiver of a journal answer failed", fault);
            }
        }
    }

    /** Nobody waits forever: a writer that ends out of turn says so to everyone. */
    private void failWhatIsLeft(List<Call> unanswered) {
        gate.lock();
        try {
            closed = true;
            queue.drainTo(unanswered);
        } finally {
            gate.unlock();
        }
        CommitReport failed = new CommitReport.Failed("the journal writer has ended");
        answer(unanswered, unanswered.stream().map(call -> failed).toList());
    }

    /**
     * What waits to be written.
     *
     * @param entries durable together
     * @param done told what became of them
     * @param last whether the journal ends behind it
     */
    private record Call(List<JournalEntry> entries, Consumer<CommitReport> done, boolean last) {

        private boolean writes() {
            return !entries.isEmpty();
        }
    }
}
