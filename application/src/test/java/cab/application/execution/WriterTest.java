package cab.application.execution;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.testing.InlineTestMailbox;
import cab.application.testing.ScriptedJournal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriterTest {

    private final ScriptedJournal journal = new ScriptedJournal(new ArrayList<>());
    private final Writer writer = new Writer(journal, new InlineTestMailbox());

    @Test
    void factsAreWrittenInTheOrderTheyHappened() {
        writer.facts(fact("a"));
        writer.facts(fact("b"));

        assertThat(writtenTexts()).containsExactly("a", "b");
        assertThat(writer.isDurable()).isTrue();
    }

    @Test
    void noFactsAreNoCommit() {
        writer.facts(List.of());

        assertThat(journal.commits()).isZero();
    }

    @Test
    void aLaterFactDoesNotOvertakeOneThatFailed() {
        journal.answerNext(new CommitReport.Failed("busy"));

        writer.facts(fact("a"));
        writer.facts(fact("b"));

        assertThat(writtenTexts()).isEmpty();
        assertThat(writer.isDurable()).isFalse();

        writer.retry();

        assertThat(writtenTexts()).containsExactly("a", "b");
        assertThat(writer.isDurable()).isTrue();
    }

    @Test
    void aLaterFactDoesNotOvertakeOneThatIsUnderway() {
        journal.hold();
        journal.answerNext(new CommitReport.Failed("busy"));
        writer.facts(fact("a"));
        writer.facts(fact("b"));
        journal.release();

        writer.retry();

        assertThat(writtenTexts()).containsExactly("a", "b");
    }

    @Test
    void aFactIsTriedAgainUntilTheDiskTakesIt() {
        journal.failing(true);
        writer.facts(fact("a"));
        writer.retry();
        writer.retry();
        assertThat(writer.isDurable()).isFalse();

        journal.failing(false);
        writer.retry();

        assertThat(writtenTexts()).containsExactly("a");
        assertThat(journal.commits()).isEqualTo(4);
    }

    @Test
    void aRetryIsNotMadeTwiceAtATime() {
        journal.failing(true);
        writer.facts(fact("a"));
        journal.hold();
        writer.retry();

        writer.retry();

        assertThat(journal.commits()).isEqualTo(2);
    }

    @Test
    void somebodyIsToldThatTheDiskFails() {
        int[] told = {0};
        writer.onFailure(() -> told[0]++);
        journal.failing(true);

        writer.facts(fact("a"));

        assertThat(told[0]).isEqualTo(1);
    }

    @Test
    void anIntentIsWrittenBehindWhatHappenedBefore() {
        journal.hold();
        writer.facts(fact("a"));
        List<CommitReport> reports = new ArrayList<>();
        writer.intent(new JournalEntry.Intended(entry(NOON)), false, reports::add);
        assertThat(journal.commits()).isEqualTo(1);

        journal.release();

        assertThat(reports).containsExactly(new CommitReport.Durable());
        assertThat(journal.written().getLast()).isEqualTo(new JournalEntry.Intended(entry(NOON)));
    }

    @Test
    void anIntentBehindWhatFailsFailsToo() {
        journal.hold();
        journal.answerNext(new CommitReport.Failed("busy"));
        writer.facts(fact("a"));
        List<CommitReport> reports = new ArrayList<>();
        writer.intent(new JournalEntry.Intended(entry(NOON)), false, reports::add);
        writer.intent(new JournalEntry.Intended(entry(NOON.plusSeconds(1))), true, reports::add);
        journal.release();

        assertThat(reports).hasSize(2).hasOnlyElementsOfType(CommitReport.Failed.class);
        writer.retry();

        assertThat(reports).hasSize(2);
        assertThat(journal.written())
                .containsExactly(fact("a").getFirst(), new JournalEntry.Intended(entry(NOON.plusSeconds(1))));
    }

    @Test
    void aKeptIntentTriesTheDiskAgain() {
        journal.failing(true);
        writer.facts(fact("a"));
        journal.failing(false);
        List<CommitReport> reports = new ArrayList<>();

        writer.intent(new JournalEntry.Intended(entry(NOON)), true, reports::add);

        assertThat(reports).containsExactly(new CommitReport.Durable());
        assertThat(writer.isDurable()).isTrue();
    }

    @Test
    void anIntentThatIsNotKeptAndFailsStopsNothing() {
        journal.answerNext(new CommitReport.Failed("busy"));
        List<CommitReport> reports = new ArrayList<>();
        writer.intent(new JournalEntry.Intended(entry(NOON)), false, reports::add);
        writer.facts(fact("a"));

        assertThat(reports).containsExactly(new CommitReport.Failed("busy"));
        assertThat(writtenTexts()).containsExactly("a");
        assertThat(writer.isDurable()).isTrue();
    }

    @Test
    void anIntentThatWasWrittenAfterAllIsNoContradiction() {
        journal.answerNext(new CommitReport.Failed("connection lost"));
        journal.answerNext(new CommitReport.Refused("intended before"));
        List<CommitReport> reports = new ArrayList<>();
        writer.intent(new JournalEntry.Intended(entry(NOON)), true, reports::add);
        assertThat(writer.isDurable()).isFalse();

        writer.retry();

        assertThat(reports).containsExactly(new CommitReport.Failed("connection lost"));
        assertThat(writer.isDurable()).isTrue();
    }

    @Test
    void aBookThatContradictsTheJournalIsAFault() {
        journal.answerNext(new CommitReport.Refused("never intended"));

        assertThatThrownBy(() -> writer.facts(fact("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never intended");
    }

    @Test
    void notEverythingIsKeptForADiskThatNeverWorksAgain() {
        journal.failing(true);
        for (int count = 0; count < 10_000; count++) {
            writer.facts(fact("a"));
        }

        assertThatThrownBy(() -> writer.facts(fact("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("10000");
    }

    private static List<JournalEntry> fact(String text) {
        return List.of(new JournalEntry.Noted(BOT, NOON, "test", "note", text));
    }

    private List<String> writtenTexts() {
        return journal.written(JournalEntry.Noted.class).stream()
                .map(JournalEntry.Noted::detail)
                .toList();
    }
}
