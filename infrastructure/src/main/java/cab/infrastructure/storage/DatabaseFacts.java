package cab.infrastructure.storage;

import cab.application.port.StorageException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is true of a database as a whole: names and values. */
final class DatabaseFacts {

    /** The program that has opened it last. */
    static final String PROGRAM_VERSION = "program_version";

    /** When the database could be written again after it could not. */
    static final String WRITTEN_AGAIN = "written_again";

    private static final String ACCOUNT = "account";

    private DatabaseFacts() {}

    static Optional<String> find(Handle handle, String name) {
        return handle.createQuery("SELECT value FROM database_facts WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    /** Writes a fact over the one of the same name. */
    static void put(Handle handle, String name, String value, Instant at) {
        handle.createUpdate("""
                        INSERT INTO database_facts (name, value, changed_at_ms) VALUES (:name, :value, :atMs)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at_ms = excluded.changed_at_ms
                        """)
                .bind("name", name)
                .bind("value", value)
                .bind("atMs", at.toEpochMilli())
                .execute();
    }

    /**
     * Binds the database to {@code account} at its first use.
     *
     * @throws StorageException when it is bound to another: positions of paper must never be taken for real ones
     */
    static VenueAccount claim(Handle handle, VenueAccount account, Instant at, String database) {
        Optional<String> owner = find(handle, ACCOUNT);
        if (owner.isEmpty()) {
            put(handle, ACCOUNT, account.toString(), at);
        } else if (!owner.get().equals(account.toString())) {
            throw new StorageException("database " + database + " holds the trades of " + owner.get() + ", not of "
                    + account + "; give each its own database");
        }
        return account;
    }
}
