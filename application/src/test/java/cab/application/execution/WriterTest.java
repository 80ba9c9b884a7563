package cab.application.execution;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.NOON;
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
