package cab.infrastructure.storage;

import cab.application.port.StorageException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite database: a file, or {@code :memory:} for as long as it is open.
 *
 * <p>Guarantees: (1) a commit that has returned survives the loss of power (write-ahead log, {@code synchronous=FULL});
 * (2) one connection writes, another one reads and never waits for it; in memory both are one and take turns; (3) a
 * file is readable by its owner alone; (4) a schema newer than the program and a SQLite with the log-reset fault are
 * refused. Thread-safe.
 */
public final class SqliteDatabase implements AutoCloseable {

    /** The location of a database that is gone when it is closed. */
    public static final String IN_MEMORY = ":memory:";

    /** The first SQLite in which resetting the write-ahead log cannot lose commits. */
    private static final String SQLITE_MIN = "3.51.3";

    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);
    private static final int LOG_SIZE_MAX_BYTES = 16 * 1024 * 1024;
    private static final AtomicLong MEMORY_COUNT = new AtomicLong();
    private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);

    private final String name;
    private final Handle writer;
    private final Handle reader;
    private final ReentrantLock writerTurn;
    private final ReentrantLock readerTurn;
    private final boolean oneConnection;
    private boolean open = true;

    private SqliteDatabase(String name, Handle writer, Handle reader, boolean oneConnection) {
        this.name = name;
        this.writer = writer;
        this.reader = reader;
        this.oneConnection = oneConnection;
        this.writerTurn = new ReentrantLock();
        this.readerTurn = oneConnection ? writerTurn : new ReentrantLock();
    }

    /**
     * Creates folder and file, readable by their owner alone, without opening the database: so that its lock can be
     * taken before anything is read or migrated.
     *
     * @throws StorageException when that is not possible, naming path and reason
     */
    public static void prepare(Path file) {
        DatabaseFile.prepare(file.toAbsolutePath().normalize());
    }

    /**
     * Opens the database and brings its schema up to date; creates it, with its folder, when it is missing.
     *
     * @param location a path, or {@link #IN_MEMORY}
     * @throws StorageException that names location and reason when it cannot be used
     */
    public static SqliteDatabase open(String location) {
        return open(location, BUSY_TIMEOUT);
    }

    /** {@link #open(String)} that waits {@code busyTimeout} for another process that writes. */
    static SqliteDatabase open(String location, Duration busyTimeout) {
        if (location.equals(IN_MEMORY)) {
            String url = "jdbc:sqlite:file:cab-" + MEMORY_COUNT.incrementAndGet() + "?mode=memory&cache=shared";
            return connect(IN_MEMORY, url, true, busyTimeout);
        }
        Path file = pathOf(location);
        DatabaseFile.prepare(file);
        return connect(file.toString(), "jdbc:sqlite:" + file, false, busyTimeout);
    }

    /**
     * Opens the database of a program that may be running, to read and to copy it: nothing is created, brought up to
     * date or written.
     *
     * @param location a path
     * @throws StorageException that names location and reason when there is none, or its schema is another than this
     *     program's
     */
    public static SqliteDatabase openForReading(String location) {
        Path file = pathOf(location);
        if (!Files.isRegularFile(file)) {
            throw new StorageException("database " + file + " cannot be opened: there is no such file");
        }
        requireSafeVersion(versionOfSqlite());
        String name = file.toString();
        SQLiteDataSource reading = source("jdbc:sqlite:" + file, BUSY_TIMEOUT, SQLiteConfig.TransactionMode.DEFERRED);
        Handle reader = connected(reading, name);
        try {
            reader.execute("PRAGMA query_only = ON");
            new SqliteSchema(reading, name).requireCurrent();
            return new SqliteDatabase(name, reader, reader, true);
        } catch (JdbiException failure) {
            reader.close();
            throw new StorageException("database " + name + " cannot be opened: " + Faults.reasonOf(failure), failure);
        } catch (StorageException failure) {
            reader.close();
            throw failure;
        }
    }

    private static Path pathOf(String location) {
        // The driver would read what follows a question mark as settings.
        if (location.isBlank() || location.indexOf('?') >= 0 || location.indexOf('\0') >= 0) {
            throw new StorageException("database '" + location + "' cannot be opened: this is no path of a file");
        }
        return Path.of(location).toAbsolutePath().normalize();
    }

    private static SqliteDatabase connect(String name, String url, boolean oneConnection, Duration busyTimeout) {
        requireSafeVersion(versionOfSqlite());
        SQLiteDataSource writing = source(url, busyTimeout, SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource reading = source(url, busyTimeout, SQLiteConfig.TransactionMode.DEFERRED);
        Handle writer = connected(writing, name);
        try {
            requireUndamaged(writer, name);
            writer.execute("PRAGMA fullfsync = ON");
            writer.execute("PRAGMA journal_size_limit = " + LOG_SIZE_MAX_BYTES);
            String schema = new SqliteSchema(writing, name).migrate();
            Handle reader = oneConnection ? writer : connected(reading, name);
            LOG.debug("database opened path={} schema={}", name, schema);
            return new SqliteDatabase(name, writer, reader, oneConnection);
        } catch (JdbiException failure) {
            writer.close();
            throw new StorageException("database " + name + " cannot be opened: " + Faults.reasonOf(failure), failure);
        } catch (StorageException failure) {
            writer.close();
            throw failure;
        }
    }

    /** Looks at every page: what is damaged is left as it is, for whoever repairs it. */
    private static void requireUndamaged(Handle handle, String name) {
        String found =
                handle.createQuery("PRAGMA quick_check(1)").mapTo(String.class).first();
        if (!found.equals("ok")) {
            throw new StorageException("database " + name + " is damaged and was left as it is: "
                    + found.strip().lines().findFirst().orElse(found) + "; restore a backup");
        }
    }

    private static SQLiteDataSource source(String url, Duration busyTimeout, SQLiteConfig.TransactionMode mode) {
        SQLiteConfig settings = new SQLiteConfig();
        if (mode == SQLiteConfig.TransactionMode.IMMEDIATE) {
            // The file remembers it, and only who writes may change the file.
            settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
        }
        settings.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        settings.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
        settings.enforceForeignKeys(true);
        settings.setTransactionMode(mode);
        SQLiteDataSource source = new SQLiteDataSource(settings);
        source.setUrl(url);
        return source;
    }

    private static Handle connected(SQLiteDataSource source, String name) {
        try {
            return Jdbi.create(source).open();
        } catch (JdbiException failure) {
            throw new StorageException("database " + name + " cannot be opened: " + Faults.reasonOf(failure), failure);
        }
    }

    private static String versionOfSqlite() {
        try (Handle handle = connected(
                source("jdbc:sqlite::memory:", BUSY_TIMEOUT, SQLiteConfig.TransactionMode.DEFERRED), IN_MEMORY)) {
            return handle.createQuery("SELECT sqlite_version()")
                    .mapTo(String.class)
                    .one();
        }
    }

    /** Refuses a SQLite that may lose commits. */
    static void requireSafeVersion(String version) {
        if (Version.parse(version).compareTo(Version.parse(SQLITE_MIN)) < 0) {
            throw new StorageException(
                    "SQLite must be " + SQLITE_MIN + " or newer: older ones can lose commits; found " + version);
        }
    }

    /** The path of the file, or {@link #IN_MEMORY}. */
    public String name() {
        return name;
    }

    /** Remembers which program has opened this database; the one before it, or empty when it is the first. */
    public Optional<String> rememberProgram(String version, Instant at) {
        return write(handle -> {
            Optional<String> before = DatabaseFacts.find(handle, DatabaseFacts.PROGRAM_VERSION);
            DatabaseFacts.put(handle, DatabaseFacts.PROGRAM_VERSION, version, at);
            return before;
        });
    }

    /** Whether the database answers. */
    public boolean isReadable() {
        try {
            return read(handle ->
                            handle.createQuery("SELECT 1").mapTo(Integer.class).one())
                    == 1;
        } catch (StorageException broken) {
            LOG.warn("database does not answer path={} reason={}", name, broken.getMessage());
            return false;
        }
    }

    /**
     * What {@code query} finds, all of one moment.
     *
     * @throws StorageException when it cannot be read
     */
    <T> T read(Function<Handle, T> query) {
        readerTurn.lock();
        try {
            requireOpen();
            reader.execute("BEGIN DEFERRED");
            try {
                return query.apply(reader);
            } finally {
                reader.execute("COMMIT");
            }
        } catch (JdbiException | IllegalArgumentException failure) {
            throw new StorageException("database " + name + " cannot be read: " + Faults.reasonOf(failure), failure);
        } finally {
            readerTurn.unlock();
        }
    }

    /** Runs what reads and cannot be part of a transaction; see {@link #read}. */
    void readAtLarge(Consumer<Handle> command) {
        readerTurn.lock();
        try {
            requireOpen();
            command.accept(reader);
        } catch (JdbiException failure) {
            throw new StorageException("database " + name + " cannot be read: " + Faults.reasonOf(failure), failure);
        } finally {
            readerTurn.unlock();
        }
    }

    /**
     * The answer of {@code work} on the connection that writes; transactions are its own affair.
     *
     * @throws StorageException when the database is closed, or the work fails in it
     */
    <T> T write(Function<Handle, T> work) {
        writerTurn.lock();
        try {
            requireOpen();
            return work.apply(writer);
        } catch (JdbiException failure) {
            throw new StorageException("database " + name + " cannot be written: " + Faults.reasonOf(failure), failure);
        } finally {
            writerTurn.unlock();
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new StorageException("database " + name + " is closed");
        }
    }

    /** Brings the log into the file and closes it; nothing is left beside the file. Twice does nothing. */
    @Override
    public void close() {
        writerTurn.lock();
        readerTurn.lock();
        try {
            if (!open) {
                return;
            }
            open = false;
            reader.close();
            if (!oneConnection) {
                writer.execute("PRAGMA wal_checkpoint(TRUNCATE)");
                writer.close();
            }
            LOG.debug("database closed path={}", name);
        } catch (JdbiException failure) {
            throw new StorageException("database " + name + " cannot be closed: " + Faults.reasonOf(failure), failure);
        } finally {
            readerTurn.unlock();
            writerTurn.unlock();
        }
    }
}
