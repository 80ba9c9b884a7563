package cab.infrastructure.storage;

import cab.application.port.OrderJournal;
import cab.application.port.OrderJournalContractTest;
import org.junit.jupiter.api.AfterEach;

/** The contract of the journal on a database in memory, which lives as long as it is open. */
final class SqliteMemoryOrderJournalTest extends OrderJournalContractTest {

    private final SqliteDatabase database = SqliteDatabase.open(SqliteDatabase.IN_MEMORY);

    @SuppressWarnings("NullAway.Init")
    private SqliteOrderJournal journal;

    @Override
    protected OrderJournal open() {
        journal = SqliteOrderJournal.open(database, new VenueAccount("gateio", "paper"), this::now);
        return journal;
    }

    @Override
    protected OrderJournal reopen() {
        journal.close();
        return open();
    }

    @AfterEach
    void close() {
        journal.close();
        database.close();
    }
}
