package cab.infrastructure.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.port.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class SqliteDatabaseTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void theWriterIsDurableAndTheReaderKeepsForeignKeys() {
        try (SqliteDatabase database = SqliteDatabase.open(file("bot.sqlite3"))) {
            assertThat(database.<String>write(handle -> setting(handle, "journal_mode")))
                    .isEqualTo("wal");
            assertThat(database.<String>write(handle -> setting(handle, "synchronous")))
                    .isEqualTo("2");
            assertThat(database.<String>write(handle -> setting(handle, "foreign_keys")))
                    .isEqualTo("1");
            assertThat(database.<String>write(handle -> setting(handle, "busy_timeout")))
                    .isEqualTo("5000");
            assertThat(database.<String>read(handle -> setting(handle, "foreign_keys")))
                    .isEqualTo("1");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX rights")
    void nobodyElseCanReadWhatIsCreated() throws IOException {
        String location = file("data", "gateio", "bot.sqlite3");

        try (SqliteDatabase database = SqliteDatabase.open(location)) {
            assertThat(database.name()).isEqualTo(location);
            assertThat(rightsOf(folder.resolve("data"))).isEqualTo("rwx------");
            assertThat(rightsOf(folder.resolve("data/gateio"))).isEqualTo("rwx------");
            assertThat(rightsOf(Path.of(location))).isEqualTo("rw-------");
            assertThat(rightsOf(Path.of(location + "-wal"))).isEqualTo("rw-------");
        }
    }

    @Test
    void nothingIsLeftBesideAClosedDatabase() throws IOException {
        SqliteDatabase database = SqliteDatabase.open(file("bot.sqlite3"));
        assertThat(database.rememberProgram("1.0", NOON)).isEmpty();

        database.close();
        database.close();

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("bot.sqlite3"));
        }
    }

    @Test
    void aDatabaseRemembersTheProgramThatOpenedItLast() {
        try (SqliteDatabase database = SqliteDatabase.open(file("bot.sqlite3"))) {
            assertThat(database.rememberProgram("1.0", NOON)).isEmpty();
        }
        try (SqliteDatabase database = SqliteDatabase.open(file("bot.sqlite3"))) {
            assertThat(database.rememberProgram("1.1", NOON.plusSeconds(1))).contains("1.0");
        }
    }

    @Test
    void aDatabaseInUseCanBeReadAndNotWritten() {
        try (SqliteDatabase running = SqliteDatabase.open(file("bot.sqlite3"))) {
            assertThat(running.rememberProgram("1.0", NOON)).isEmpty();

            try (SqliteDatabase beside = SqliteDatabase.openForReading(file("bot.sqlite3"))) {
                assertThat(beside.<String>read(handle -> handle.createQuery("SELECT value FROM database_facts")
                                .mapTo(String.class)
                                .one()))
                        .isEqualTo("1.0");
                assertThatThrownBy(() -> beside.rememberProgram("2.0", NOON)).isInstanceOf(StorageException.class);
            }
            assertThat(running.rememberProgram("1.1", NOON)).contains("1.0");
        }
    }

    @Test
    void readingCreatesNothing() throws IOException {
        assertThatThrownBy(() -> SqliteDatabase.openForReading(file("bot.sqlite3")))
                .isInstanceOf(StorageException.class)
                .hasMessage("database " + file("bot.sqlite3") + " cannot be opened: there is no such file");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void readingBringsNothingUpToDate() throws IOException {
        Files.createFile(folder.resolve("empty.sqlite3"));

        assertThatThrownBy(() -> SqliteDatabase.openForReading(file("empty.sqlite3")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("older schema");
        assertThat(folder.resolve("empty.sqlite3")).isEmptyFile();
    }

    @Test
    void twoDatabasesInMemoryAreTwo() {
        try (SqliteDatabase one = SqliteDatabase.open(SqliteDatabase.IN_MEMORY);
                SqliteDatabase two = SqliteDatabase.open(SqliteDatabase.IN_MEMORY)) {
            assertThat(one.rememberProgram("1.0", NOON)).isEmpty();
            assertThat(two.rememberProgram("2.0", NOON)).isEmpty();
        }
    }

    @Test
    void aDamagedDatabaseIsRefusedAndNotTouched() throws IOException {
        SqliteDatabase.open(file("bot.sqlite3")).close();
        Path damaged = folder.resolve("bot.sqlite3");
        byte[] bytes = Files.readAllBytes(damaged);
        // Behind the first page, which has the names of the tables.
        Arrays.fill(bytes, 3 * 4_096, 8 * 4_096, (byte) 0xa5);
        Path _ = Files.write(damaged, bytes);

        assertThatThrownBy(() -> SqliteDatabase.open(file("bot.sqlite3")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(file("bot.sqlite3"))
                .hasMessageContaining("damaged");

        assertThat(Files.readAllBytes(damaged)).isEqualTo(bytes);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(damaged);
        }
    }

    @Test
    void aNewerSchemaIsRefusedAndNotTouched() {
        try (SqliteDatabase database = SqliteDatabase.open(file("bot.sqlite3"))) {
            int written = database.write(handle -> handle.execute("""
                    INSERT INTO flyway_schema_history
                      (installed_rank, version, description, type, script, checksum, installed_by, execution_time,
                       success)
                    VALUES (900, '900', 'from the future', 'SQL', 'V900__from_the_future.sql', 1, 'x', 1, 1)
                    """));
            assertThat(written).isEqualTo(1);
        }

        assertThatThrownBy(() -> SqliteDatabase.open(file("bot.sqlite3")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(file("bot.sqlite3"))
                .hasMessageContaining("newer program")
                .hasMessageContaining("900");
    }

    @Test
    void aMigrationThatWasChangedByHandIsRefused() {
        try (SqliteDatabase database = SqliteDatabase.open(file("bot.sqlite3"))) {
            int written = database.write(
                    handle -> handle.execute("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '001'"));
            assertThat(written).isEqualTo(1);
        }

        assertThatThrownBy(() -> SqliteDatabase.open(file("bot.sqlite3")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(file("bot.sqlite3"))
                .hasMessageContaining("schema");
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("notes.txt"), "these are notes, and they are longer than a header\n".repeat(9));

        assertThatThrownBy(() -> SqliteDatabase.open(file("notes.txt")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(file("notes.txt"))
                .hasMessageContaining("not a database");
        assertThat(folder.resolve("notes.txt")).content().startsWith("these are notes");
    }

    @Test
    void aFolderInThePlaceOfTheFileIsNamed() throws IOException {
        Files.createDirectory(folder.resolve("bot.sqlite3"));

        assertThatThrownBy(() -> SqliteDatabase.open(file("bot.sqlite3")))
                .isInstanceOf(StorageException.class)
                .hasMessage("database " + file("bot.sqlite3") + " cannot be opened: it is a folder");
    }

    @Test
    void aFileInThePlaceOfTheFolderIsNamed() throws IOException {
        Files.writeString(folder.resolve("data"), "");

        assertThatThrownBy(() -> SqliteDatabase.open(file("data", "bot.sqlite3")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("database " + file("data", "bot.sqlite3") + " cannot be opened: ")
                .hasMessageContaining("in the way");
    }

    @Test
    void aLocationThatIsNoPathIsRefused() {
        for (String location : List.of("", " ", "bot.sqlite3?mode=ro")) {
            assertThatThrownBy(() -> SqliteDatabase.open(location))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("'" + location + "'");
        }
    }

    @Test
    void aClosedDatabaseSaysSo() {
        SqliteDatabase database = SqliteDatabase.open(file("bot.sqlite3"));
        assertThat(database.isReadable()).isTrue();

        database.close();

        assertThat(database.isReadable()).isFalse();
        assertThatThrownBy(() -> database.rememberProgram("1.0", NOON))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void theOldestSafeSqliteIsAcceptedAndTheOneBeforeIsNot() {
        assertThatCode(() -> SqliteDatabase.requireSafeVersion("3.51.3")).doesNotThrowAnyException();
        assertThatCode(() -> SqliteDatabase.requireSafeVersion("3.100.0")).doesNotThrowAnyException();
        assertThatThrownBy(() -> SqliteDatabase.requireSafeVersion("3.51.2"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("3.51.2");
        assertThatThrownBy(() -> SqliteDatabase.requireSafeVersion("3.9.9")).isInstanceOf(StorageException.class);
    }

    @Test
    void factsAreNeverChanged() {
        try (SqliteDatabase database = SqliteDatabase.open(SqliteDatabase.IN_MEMORY)) {
            int written = database.write(handle -> handle.execute(
                    "INSERT INTO audit (at_ms, bot, actor, action, detail) VALUES (1, 'b', 'operator', 'stop', '')"));
            assertThat(written).isEqualTo(1);

            assertThatThrownBy(() -> database.write(handle -> handle.execute("UPDATE audit SET actor = 'nobody'")))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void aReadThatFailsDoesNotSpoilTheNext() {
        try (SqliteDatabase database = SqliteDatabase.open(file("bot.sqlite3"))) {
            assertThatThrownBy(() -> database.read(handle -> handle.createQuery("SELECT * FROM nowhere")
                            .mapTo(String.class)
                            .list()))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("nowhere");

            assertThat(database.isReadable()).isTrue();
        }
    }

    private String file(String first, String... more) {
        return folder.resolve(Path.of(first, more)).toString();
    }

    private static String setting(Handle handle, String name) {
        return handle.createQuery("PRAGMA " + name).mapTo(String.class).one();
    }

    private static String rightsOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
