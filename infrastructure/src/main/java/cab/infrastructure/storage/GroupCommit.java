package cab.infrastructure.storage;

import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.StorageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls of many bots durable with one flush of the disk: one transaction, and in it a savepoint for each
 * call, so that a refused call undoes itself alone. A fault of disk or database fails all of them. Owned by the thread
 * that writes.
 */
final class GroupCommit {

    private static final CommitReport DURABLE = new CommitReport.Durable();
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final SqliteDatabase database;
    private final VenueAccount account;
    private Optional<String> fault = Optional.empty();

    GroupCommit(SqliteDatabase database, VenueAccount account) {
        this.database = database;
        this.account = account;
    }

    /** Why disk or database failed the last call; empty when they did not. */
    Optional<String> fault() {
        return fault;
    }

    /** Writes something that matters to nobody; why that failed, or empty. */
    Optional<String> probe(Instant at) {
        try {
            fault = database.write(handle -> {
                DatabaseFacts.put(handle, DatabaseFacts.WRITTEN_AGAIN, at.toString(), at);
                return Optional.empty();
            });
        } catch (StorageException failure) {
            fault = Optional.of(String.valueOf(failure.getMessage()));
        }
        return fault;
    }

    /** Writes {@code calls} in their order; the answers, in the same order. */
    List<CommitReport> write(List<List<JournalEntry>> calls) {
        fault = Optional.empty();
        try {
            return database.write(handle -> writeInOneTransaction(handle, calls));
        } catch (StorageException failure) {
            LOG.debug("journal not written calls={}", calls.size(), failure);
            fault = Optional.of(String.valueOf(failure.getMessage()));
            CommitReport failed = new CommitReport.Failed(String.valueOf(failure.getMessage()));
            return calls.stream().map(call -> failed).toList();
        }
    }

    private List<CommitReport> writeInOneTransaction(Handle handle, List<List<JournalEntry>> calls) {
        EntryWriter entries = new EntryWriter(handle, account);
        handle.execute("BEGIN IMMEDIATE");
        boolean committed = false;
        try {
            List<CommitReport> reports = new ArrayList<>(calls.size());
            for (List<JournalEntry> call : calls) {
                reports.add(writeAlone(handle, entries, call));
            }
            handle.execute("COMMIT");
            committed = true;
            return reports;
        } finally {
            if (!committed) {
                rollBack(handle);
            }
        }
    }

    private CommitReport writeAlone(Handle handle, EntryWriter entries, List<JournalEntry> call) {
        handle.execute("SAVEPOINT one_call");
        CommitReport report = DURABLE;
        try {
            entries.write(call);
        } catch (EntryRefusedException refused) {
            report = new CommitReport.Refused(refused.reason());
        } catch (JdbiException failure) {
            LOG.debug("journal entry not written", failure);
            report = Faults.isContradiction(failure)
                    ? new CommitReport.Refused(Faults.reasonOf(failure))
                    : failed(Faults.reasonOf(failure));
        } catch (RuntimeException bug) {
            // One bot's impossible entry must not end the writer of all.
            LOG.error("journal entry cannot be written", bug);
            report = new CommitReport.Refused(Faults.reasonOf(bug));
        }
        if (!(report instanceof CommitReport.Durable)) {
            // Fails when SQLite has ended the whole transaction, as it does when the disk is full: all calls fail then.
            handle.execute("ROLLBACK TO one_call");
        }
        handle.execute("RELEASE one_call");
        return report;
    }

    private CommitReport failed(String reason) {
        fault = Optional.of(reason);
        return new CommitReport.Failed(reason);
    }

    private static void rollBack(Handle handle) {
        try {
            handle.execute("ROLLBACK");
        } catch (JdbiException ended) {
            LOG.debug("transaction had ended already reason={}", Faults.reasonOf(ended));
        }
    }
}
