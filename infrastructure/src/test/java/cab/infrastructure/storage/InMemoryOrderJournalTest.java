package cab.infrastructure.storage;

import static cab.application.port.JournalFixtures.BOT;
import static cab.application.port.JournalFixtures.NOON;
import static cab.application.port.JournalFixtures.entry;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.OrderJournal;
import cab.application.port.OrderJournalContractTest;
import cab.application.port.RecoveredBook;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InMemoryOrderJournalTest extends OrderJournalContractTest {

    private final OrderJournal journal = new InMemoryOrderJournal(this::now);

    @Override
    protected OrderJournal open() {
        return journal;
    }

    /** What is in memory outlives no program: a bot that starts again within one finds it. */
    @Override
    protected OrderJournal reopen() {
        return journal;
    }

    @Test
    void theAnswerIsThereBeforeCommitReturns() {
        List<CommitReport> reports = new ArrayList<>();

        journal.commit(List.of(new JournalEntry.Intended(entry(NOON))), reports::add);

        assertThat(reports).containsExactly(new CommitReport.Durable());
    }

    @Test
    void aJournalWithoutHistoryAcceptsEverythingAndLoadsNothing() {
        OrderJournal unkept = InMemoryOrderJournal.withoutHistory();
        List<CommitReport> reports = new ArrayList<>();

        unkept.commit(List.of(new JournalEntry.Intended(entry(NOON))), reports::add);
        unkept.commit(List.of(new JournalEntry.Intended(entry(NOON))), reports::add);

        assertThat(reports).containsExactly(new CommitReport.Durable(), new CommitReport.Durable());
        assertThat(unkept.load(BOT)).isEqualTo(RecoveredBook.empty());
    }
}
