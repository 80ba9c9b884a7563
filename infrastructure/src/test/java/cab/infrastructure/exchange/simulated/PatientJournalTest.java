package cab.infrastructure.exchange.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.port.StorageException;
import cab.application.port.VenueOrder;
import cab.domain.order.Fill;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

final class PatientJournalTest {

    private static final ExchangeJournal.Changes CHANGES =
            new ExchangeJournal.Changes(0, 1, 1, List.of(), List.of(), List.of(), Map.of(), Map.of());

    @Test
    void aCommitIsTriedUntilItIsWrittenAndWrittenOnce() {
        FailingJournal disk = new FailingJournal(3);
        PatientJournal journal = new PatientJournal(disk, Duration.ofMillis(1));

        journal.commit(CHANGES);

        assertThat(disk.faultsSeen).containsExactly("disk full 3", "disk full 2", "disk full 1");
        assertThat(disk.written).isEqualTo(1);
        assertThat(journal.fault()).isEmpty();
    }

    @Test
    void whoGivesUpIsNotKeptWaiting() {
        FailingJournal disk = new FailingJournal(Integer.MAX_VALUE);
        PatientJournal journal = new PatientJournal(disk, Duration.ofDays(1));
        journal.giveUp();

        assertThatThrownBy(() -> journal.commit(CHANGES)).isInstanceOf(StorageException.class);

        assertThat(journal.fault()).contains("disk full " + Integer.MAX_VALUE);
        assertThat(disk.written).isZero();
    }

    @Test
    void whatTheDiskIsNotToBlameForIsNotTriedAgain() {
        FailingJournal contradiction = new FailingJournal(2, SQLiteErrorCode.SQLITE_CONSTRAINT);

        assertThatThrownBy(() -> new PatientJournal(contradiction, Duration.ofMillis(1)).commit(CHANGES))
                .hasMessage("disk full 2");
    }

    /** Fails so many times. */
    private static final class FailingJournal implements ExchangeJournal {

        private final List<String> faultsSeen = new ArrayList<>();
        private int failures;
        private final SQLiteErrorCode code;
        private int written;

        private FailingJournal(int failures) {
            this(failures, SQLiteErrorCode.SQLITE_FULL);
        }

        private FailingJournal(int failures, SQLiteErrorCode code) {
            this.failures = failures;
            this.code = code;
        }

        @Override
        public void commit(Changes changes) {
            if (failures > 0) {
                faultsSeen.add("disk full " + failures);
                throw new StorageException("disk full " + failures--, new SQLiteException("no", code));
            }
            written++;
        }

        @Override
        public Optional<Recovered> recover() {
            return Optional.empty();
        }

        @Override
        public boolean keeps() {
            return true;
        }

        @Override
        public Optional<VenueOrder> order(SimulatedAccount account, OrderReference reference) {
            return Optional.empty();
        }

        @Override
        public Optional<List<Fill>> fills(CustomerBook customer, String symbol, Instant since) {
            return Optional.empty();
        }
    }
}
