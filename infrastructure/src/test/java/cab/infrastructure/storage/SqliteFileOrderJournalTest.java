package cab.infrastructure.storage;

import cab.application.port.OrderJournal;
import cab.application.port.OrderJournalContractTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the journal on a file that is closed and opened again. */
final class SqliteFileOrderJournalTest extends OrderJournalContractTest {

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private SqliteDatabase database;

    @SuppressWarnings("NullAway.Init")
    private SqliteOrderJournal journal;

    /** Tables are made once: making them takes longer than a test. */
    @BeforeAll
    static void makeTables() {
        SqliteDatabase.open(shared.resolve("empty.sqlite3").toString()).close();
    }

    @Override
    protected OrderJournal open() throws IOException {
        Files.copy(shared.resolve("empty.sqlite3"), folder.resolve("bot.sqlite3"));
        return connect();
    }

    private OrderJournal connect() {
        database = SqliteDatabase.open(folder.resolve("bot.sqlite3").toString());
        journal = SqliteOrderJournal.open(database, new VenueAccount("gateio", "paper"), this::now);
        return journal;
    }

    @Override
    protected OrderJournal reopen() {
        close();
        return connect();
    }

    @AfterEach
    void close() {
        journal.close();
        database.close();
    }
}
