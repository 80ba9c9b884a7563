package cab.infrastructure.storage;

import cab.application.port.OrderJournal;
import cab.application.port.OrderJournalContractTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the journal on a file that is closed and opened again. */
final class SqliteFileOrderJournalTest extends OrderJournalContractTest {

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private SqliteDatabase database;

    @SuppressWarnings("NullAway.Init")
    private SqliteOrderJournal journal;

    @Override
    protected OrderJournal open() {
        database = SqliteDatabase.open(folder.resolve("bot.sqlite3").toString());
        journal = SqliteOrderJournal.open(database, new VenueAccount("gateio", "paper"), this::now);
        return journal;
    }

    @Override
    protected OrderJournal reopen() {
        close();
        return open();
    }

    @AfterEach
    void close() {
        journal.close();
        database.close();
    }
}
