package cab.infrastructure.storage;

import cab.application.port.StorageException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.MigrateResult;
import org.sqlite.SQLiteDataSource;

/** Brings the tables of a database to the state that this program knows. */
final class SqliteSchema {

    private final Flyway flyway;
    private final String name;

    /**
     * The schema of the database behind {@code source}.
     *
     * @param name of the database, for messages
     */
    SqliteSchema(SQLiteDataSource source, String name) {
        this.name = name;
        this.flyway = Flyway.configure(SqliteSchema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration/common", "classpath:db/migration/sqlite")
                .loggers("slf4j")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load();
    }

    /**
     * Runs what is missing.
     *
     * @return the version the schema has now
     * @throws StorageException when the schema is newer than the program, was changed by hand, or cannot be brought
     *     forward; nothing has been changed then
     */
    String migrate() {
        try {
            refuseNewer(flyway.info());
            MigrateResult result = flyway.migrate();
            return result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion;
        } catch (FlywayException failure) {
            throw new StorageException(
                    "database " + name + " cannot be brought to this program's schema: " + Faults.reasonOf(failure),
                    failure);
        }
    }

    /**
     * Changes nothing.
     *
     * @throws StorageException when the schema is another than this program's
     */
    void requireCurrent() {
        try {
            MigrationInfoService info = flyway.info();
            refuseNewer(info);
            if (info.pending().length > 0) {
                throw new StorageException("database " + name + " has an older schema than this program, or none: start"
                        + " the bot once to bring it up to date");
            }
        } catch (FlywayException failure) {
            throw new StorageException("database " + name + " cannot be read: " + Faults.reasonOf(failure), failure);
        }
    }

    private void refuseNewer(MigrationInfoService info) {
        MigrationVersion newest = Arrays.stream(info.all())
                .filter(migration -> !migration.getState().isApplied()
                        || migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo)
                .orElse(MigrationVersion.EMPTY);
        for (MigrationInfo applied : info.applied()) {
            MigrationVersion version = applied.getVersion();
            if (version != null && version.isNewerThan(newest)) {
                throw new StorageException("database " + name + " was written by a newer program: its schema is "
                        + version + ", this program knows " + newest + "; update the program");
            }
        }
    }
}
