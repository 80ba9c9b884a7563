package cab.application.execution;

import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.Mailbox;
import cab.application.port.OrderJournal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The bot's pen: hands facts to the journal one after the other, in the order they happened, and keeps those that could
 * not be written until they can. While that lasts, the bot is not {@link #isDurable durable} and opens nothing new.
 * Owned by one thread.
 */
public final class Writer {

    private static final int WAITING_MAX = 10_000;

    private final OrderJournal journal;
    private final Mailbox mailbox;
    private final Deque<List<JournalEntry>> waiting = new ArrayDeque<>();
    private boolean underway;
    private boolean failing;
    private Runnable failureListener = () -> {};

    public Writer(OrderJournal journal, Mailbox mailbox) {
        this.journal = journal;
        this.mailbox = mailbox;
    }

    /** Calls {@code listener} when facts could not be written: somebody has to call {@link #retry} later. */
    public void onFailure(Runnable listener) {
        failureListener = listener;
    }

    /** Whether all that happened is written or being written. */
    public boolean isDurable() {
        return !failing;
    }

    /** Writes facts behind those that are being written; what cannot be written now is kept for {@link #retry}. */
    public void facts(List<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        keep(entries);
        if (!failing) {
            writeOldest();
        }
    }

    /** Writes an intent; the answer comes through the mailbox, and nothing is kept when it fails. */
    public void intent(JournalEntry intent, Consumer<CommitReport> then) {
        journal.commit(List.of(intent), report -> mailbox.answer(() -> then.accept(report)));
    }

    /** Tries again to write what could not be written, oldest first. */
    public void retry() {
        if (failing) {
            writeOldest();
        }
    }

    /** Keeps facts that have just failed to be written for {@link #retry}. */
    void later(List<JournalEntry> entries) {
        keep(entries);
        failed();
    }

    private void writeOldest() {
        // One at a time: what is written later must not overtake what failed.
        if (underway || waiting.isEmpty()) {
            return;
        }
        underway = true;
        journal.commit(waiting.getFirst(), report -> mailbox.answer(() -> written(report)));
    }

    private void written(CommitReport report) {
        underway = false;
        switch (report) {
            case CommitReport.Durable durable -> {
                waiting.removeFirst();
                failing = false;
                writeOldest();
            }
            case CommitReport.Failed failed -> failed();
            case CommitReport.Refused(String reason) ->
                throw new IllegalStateException("book and journal contradict each other: " + reason);
        }
    }

    private void failed() {
        failing = true;
        failureListener.run();
    }

    private void keep(List<JournalEntry> entries) {
        if (waiting.size() >= WAITING_MAX) {
            throw new IllegalStateException("more than " + WAITING_MAX + " journal entries wait for a disk that fails");
        }
        waiting.addLast(entries);
    }
}
