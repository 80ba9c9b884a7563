package cab.infrastructure.storage;

import cab.application.port.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks after a database while it is in use. Thread-safe. */
public final class SqliteMaintenance {

    private static final int PROBLEMS_MAX = 100;

    private final SqliteDatabase database;

    public SqliteMaintenance(SqliteDatabase database) {
        this.database = database;
    }

    /** What is broken in the file, at most {@value #PROBLEMS_MAX} findings; empty when it is whole. */
    public List<String> integrityProblems() {
        return database
                .read(handle -> handle.createQuery("PRAGMA integrity_check(" + PROBLEMS_MAX + ")")
                        .mapTo(String.class)
                        .list())
                .stream()
                .filter(finding -> !finding.equals("ok"))
                .toList();
    }

    /**
     * Writes a whole, consistent and compact copy; the writer goes on meanwhile.
     *
     * @param target a file that does not exist yet; readable by its owner alone
     * @throws StorageException when it exists or cannot be written; no part of it is left then
     */
    public void backUpTo(Path target) {
        try {
            DatabaseFile.createNew(target);
        } catch (IOException failure) {
            throw new StorageException(
                    "backup " + target + " cannot be written: " + DatabaseFile.reasonOf(failure), failure);
        }
        try {
            database.readAtLarge(handle -> handle.execute("VACUUM INTO ?", target.toString()));
        } catch (StorageException failure) {
            discard(target, failure);
            throw failure;
        }
    }

    private static void discard(Path target, StorageException failure) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException kept) {
            failure.addSuppressed(kept);
        }
    }
}
