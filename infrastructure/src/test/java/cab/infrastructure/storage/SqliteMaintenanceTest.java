package cab.infrastructure.storage;

import static cab.application.port.JournalFixtures.BOT;
import static cab.application.port.JournalFixtures.NOON;
import static cab.application.port.JournalFixtures.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.port.JournalEntry;
import cab.application.port.StorageException;
import cab.domain.order.Order;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteMaintenanceTest {

    private static final VenueAccount PAPER = new VenueAccount("gateio", "paper");
    private static final InstantSource CLOCK = InstantSource.fixed(NOON);

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void writeOneOrder() {
        file = folder.resolve("bot.sqlite3");
        try (SqliteDatabase database = SqliteDatabase.open(file.toString());
                SqliteOrderJournal journal = SqliteOrderJournal.open(database, PAPER, CLOCK)) {
            journal.commit(List.of(new JournalEntry.Intended(entry(NOON))), report -> {});
        }
    }

    @Test
    void aWholeDatabaseHasNoProblems() {
        try (SqliteDatabase database = SqliteDatabase.open(file.toString())) {
            assertThat(new SqliteMaintenance(database).integrityProblems()).isEmpty();
        }
    }

    @Test
    void aDamagedPageIsFound() throws IOException {
        overwrite(4_096L * (rootPageOf("orders_by_decided") - 1) + 8);

        // A program that trades does not open it.
        try (SqliteDatabase database = SqliteDatabase.openForReading(file.toString())) {
            assertThat(new SqliteMaintenance(database).integrityProblems()).isNotEmpty();
        }
    }

    @Test
    void aBackupTakenWhileTheJournalIsOpenIsAWholeDatabase() {
        Path copy = folder.resolve("copy.sqlite3");
        try (SqliteDatabase database = SqliteDatabase.open(file.toString());
                SqliteOrderJournal journal = SqliteOrderJournal.open(database, PAPER, CLOCK)) {
            journal.commit(List.of(new JournalEntry.Intended(entry(NOON.plusMillis(1)))), report -> {});
            assertThat(journal.load(BOT).orders()).hasSize(2);

            new SqliteMaintenance(database).backUpTo(copy);
            journal.commit(List.of(new JournalEntry.Intended(entry(NOON.plusMillis(2)))), report -> {});
        }

        try (SqliteDatabase database = SqliteDatabase.open(copy.toString());
                SqliteOrderJournal journal = SqliteOrderJournal.open(database, PAPER, CLOCK)) {
            assertThat(journal.load(BOT).orders())
                    .containsExactly(Order.of(entry(NOON)), Order.of(entry(NOON.plusMillis(1))));
            assertThat(new SqliteMaintenance(database).integrityProblems()).isEmpty();
        }
    }

    @Test
    void aBackupNeverOverwrites() throws IOException {
        Path present = Files.writeString(folder.resolve("present"), "mine");
        try (SqliteDatabase database = SqliteDatabase.open(file.toString())) {
            assertThatThrownBy(() -> new SqliteMaintenance(database).backUpTo(present))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(present.toString());
        }
        assertThat(present).hasContent("mine");
    }

    private int rootPageOf(String index) {
        try (SqliteDatabase database = SqliteDatabase.open(file.toString())) {
            return database.read(handle -> handle.createQuery("SELECT rootpage FROM sqlite_schema WHERE name = :name")
                    .bind("name", index)
                    .mapTo(Integer.class)
                    .one());
        }
    }

    private void overwrite(long position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            bytes.write(new byte[] {(byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef});
        }
    }
}
