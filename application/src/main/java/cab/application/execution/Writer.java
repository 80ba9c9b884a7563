package cab.application.execution;

import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.Mailbox;
import cab.application.port.OrderJournal;
import cab.application.port.RecallReport;
import cab.domain.order.ClientOrderId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bot's pen: hands facts and intents to the journal one after the other, in the order they happened, so that
 * nothing overtakes what it builds on. Facts that cannot be written are kept until they can; while that lasts, the bot
 * is not {@link #isDurable durable} and opens nothing new. Owned by one thread.
 */
public final class Writer {

    private static final int WAITING_MAX = 10_000;

    private final OrderJournal journal;
    private final Mailbox mailbox;
    private final Deque<Page> waiting = new ArrayDeque<>();
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

    /** Writes facts behind all that is being written; what cannot be written now is kept for {@link #retry}. */
    public void facts(List<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        add(new Page(entries, true, null));
        if (!failing) {
            writeOldest();
        }
    }

    /**
     * Writes an intent behind all that is being written. The answer comes once, through the mailbox: a failure also
     * when what is before it cannot be written.
     *
     * @param kept whether an intent that cannot be written is a fact all the same, to be written later
     */
    public void intent(JournalEntry intent, boolean kept, Consumer<CommitReport> then) {
        add(new Page(List.of(intent), kept, then));
        // The disk may work again; who waits for an answer is worth a try.
        writeOldest();
    }

    /**
     * Writes what an operator has commanded behind all that is being written. The answer comes as for
     * {@link #intent(JournalEntry, boolean, Consumer)}.
     *
     * @param kept whether it holds whether it can be written or not, so that it is to be written later
     */
    public void command(List<JournalEntry> entries, boolean kept, Consumer<CommitReport> then) {
        add(new Page(List.copyOf(entries), kept, then));
        // As for an intent: the disk may work again.
        writeOldest();
    }

    /** Asks what the journal knows of an order; the answer comes through the mailbox. */
    void recall(ClientOrderId order, Consumer<RecallReport> then) {
        journal.recall(order, report -> mailbox.answer(() -> then.accept(report)));
    }

    /** Tries again to write what could not be written, oldest first. */
    public void retry() {
        if (failing) {
            writeOldest();
        }
    }

    private void add(Page page) {
        if (waiting.size() >= WAITING_MAX) {
            throw new IllegalStateException("more than " + WAITING_MAX + " journal entries wait for a disk that fails");
        }
        waiting.addLast(page);
    }

    private void writeOldest() {
        if (underway || waiting.isEmpty()) {
            return;
        }
        underway = true;
        journal.commit(waiting.getFirst().entries, report -> mailbox.answer(() -> written(report)));
    }

    private void written(CommitReport report) {
        underway = false;
        Page page = waiting.getFirst();
        switch (report) {
            case CommitReport.Durable durable -> {
                failing = false;
                next(report);
            }
            case CommitReport.Refused(String reason) -> {
                if (!page.isIntent()) {
                    throw new IllegalStateException("book and journal contradict each other: " + reason);
                }
                failing = false;
                next(report);
            }
            case CommitReport.Failed failed -> {
                if (page.kept) {
                    failed(report);
                } else {
                    next(report);
                }
            }
        }
    }

    private void next(CommitReport report) {
        waiting.removeFirst().answer(report);
        writeOldest();
    }

    /** What is kept waits for a retry, and everybody behind it knows that it may take long. */
    private void failed(CommitReport report) {
        failing = true;
        for (Page page : List.copyOf(waiting)) {
            if (page.then != null) {
                if (!page.kept) {
                    waiting.remove(page);
                }
                page.answer(report);
            }
        }
        failureListener.run();
    }

    /** What is written in one commit, and who waits for it. */
    private static final class Page {

        private final List<JournalEntry> entries;
        private final boolean kept;
        private @Nullable Consumer<CommitReport> then;

        private Page(List<JournalEntry> entries, boolean kept, @Nullable Consumer<CommitReport> then) {
            this.entries = entries;
            this.kept = kept;
            this.then = then;
        }

        /**
         * Whether a refusal is an answer rather than a contradiction: the name is taken, be it by a try of this very
         * page that was written although the journal could not say so.
         */
        private boolean isIntent() {
            return entries.getFirst() instanceof JournalEntry.Intended;
        }

        private void answer(CommitReport report) {
            Consumer<CommitReport> waitingForIt = then;
            then = null;
            if (waitingForIt != null) {
                waitingForIt.accept(report);
            }
        }
    }
}
