package cab.infrastructure.storage;

import static cab.application.port.JournalFixtures.BOT;
import static cab.application.port.JournalFixtures.NOON;
import static cab.application.port.JournalFixtures.entry;
import static cab.application.port.JournalFixtures.fill;
import static cab.application.port.JournalFixtures.filled;
import static cab.application.port.JournalFixtures.holding;
import static cab.application.port.JournalFixtures.usdt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.StorageException;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What becomes of the journal when disk, database or program fail. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SqliteOrderJournalFaultsTest {

    private static final VenueAccount PAPER = new VenueAccount("gateio", "paper");
    private static final InstantSource CLOCK = InstantSource.fixed(NOON);
    private static final int CALLS_MAX = 4;

    @TempDir
    private Path folder;

    private final BlockingQueue<CommitReport> reports = new ArrayBlockingQueue<>(100);

    @SuppressWarnings("NullAway.Init")
    private SqliteDatabase database;

    @SuppressWarnings("NullAway.Init")
    private SqliteOrderJournal journal;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(file(), Duration.ofMillis(50));
        journal = SqliteOrderJournal.open(database, PAPER, CLOCK, CALLS_MAX, Duration.ofMillis(10));
    }

    @AfterEach
    void close() {
        journal.close();
        database.close();
    }

    @Test
    void aFullDiskFailsTheCallAndLeavesNothingOfIt() throws Exception {
        OrderIntent bought = entry(NOON);
        journal.commit(List.of(new JournalEntry.Intended(bought)), reports::add);
        assertThat(next()).isEqualTo(new CommitReport.Durable());
        limitPages(0);
        JournalEntry[] large = new JournalEntry[500];
        for (int index = 0; index < large.length; index++) {
            large[index] = filled(
                    fill(bought, "trade-with-a-long-name-" + index, "0.1", "50", usdt("0")), holding("1", "50", NOON));
        }

        journal.commit(List.of(large), reports::add);

        assertThat(next())
                .isInstanceOfSatisfying(
                        CommitReport.Failed.class,
                        failed -> assertThat(failed.cause()).containsIgnoringCase("full"));
        assertThat(journal.load(BOT).orders()).containsExactly(Order.of(bought));
        assertThat(journal.load(BOT).openFills()).isEmpty();

        limitPages(1_000_000);
        journal.commit(List.of(large), reports::add);
        assertThat(next()).isEqualTo(new CommitReport.Durable());
        assertThat(journal.load(BOT).openFills()).hasSize(large.length);
    }

    @Test
    void aFillThatCannotBeWrittenLeavesTheIntentThatWas() throws Exception {
        OrderIntent bought = entry(NOON);
        journal.commit(List.of(new JournalEntry.Intended(bought)), reports::add);
        assertThat(next()).isEqualTo(new CommitReport.Durable());
        JournalEntry fill = filled(fill(bought, "t-1", "2", "50", usdt("0")), holding("2", "100", NOON));

        try (Handle other = Jdbi.create("jdbc:sqlite:" + file()).open()) {
            other.execute("BEGIN IMMEDIATE");
            journal.commit(List.of(fill), reports::add);
            assertThat(next())
                    .isInstanceOfSatisfying(
                            CommitReport.Failed.class,
                            failed -> assertThat(failed.cause()).contains("locked"));
            other.execute("ROLLBACK");
        }

        assertThat(journal.load(BOT).orders()).containsExactly(Order.of(bought));
        journal.commit(List.of(fill), reports::add);
        assertThat(next()).isEqualTo(new CommitReport.Durable());
        assertThat(journal.load(BOT).openFills()).hasSize(1);
    }

    @Test
    void aJournalThatCannotBeWrittenSaysSoUntilItFindsByItselfThatItCan() throws Exception {
        assertThat(journal.fault()).isEmpty();
        try (Handle other = Jdbi.create("jdbc:sqlite:" + file()).open()) {
            other.execute("BEGIN IMMEDIATE");
            journal.commit(List.of(new JournalEntry.Intended(entry(NOON))), reports::add);
            assertThat(next()).isInstanceOf(CommitReport.Failed.class);
            assertThat(journal.fault())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("locked"));
            other.execute("ROLLBACK");
        }

        for (int tries = 0; tries < 500 && journal.fault().isPresent(); tries++) {
            boolean _ = new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
        }
        assertThat(journal.fault()).isEmpty();
    }

    @Test
    void aReaderNeverWaitsForTheWriter() {
        SqliteTradeHistory history = new SqliteTradeHistory(database);

        int orders = database.write(handle -> {
            handle.execute("BEGIN IMMEDIATE");
            int seen = history.orders(Optional.empty(), NOON, NOON.plusSeconds(1));
            handle.execute("ROLLBACK");
            return seen;
        });

        assertThat(orders).isZero();
    }

    @Test
    void aFullQueueIsAnAnswer() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        journal.commit(List.of(), report -> {
            entered.countDown();
            awaitOrFail(release);
            reports.add(report);
        });
        awaitOrFail(entered);
        for (int call = 0; call < CALLS_MAX; call++) {
            journal.commit(List.of(new JournalEntry.Intended(entry(NOON.plusMillis(call)))), reports::add);
        }
        assertThat(reports).isEmpty();

        journal.commit(List.of(new JournalEntry.Intended(entry(NOON.plusMillis(CALLS_MAX)))), reports::add);

        assertThat(reports).hasSize(1);
        assertThat(next()).isInstanceOf(CommitReport.Failed.class);
        release.countDown();
        for (int call = 0; call <= CALLS_MAX; call++) {
            assertThat(next()).isEqualTo(new CommitReport.Durable());
        }
        assertThat(journal.load(BOT).orders()).hasSize(CALLS_MAX);
    }

    @Test
    void closeWritesWhatWaitsAndRefusesWhatComesLater() throws Exception {
        for (int call = 0; call < CALLS_MAX; call++) {
            journal.commit(List.of(new JournalEntry.Intended(entry(NOON.plusMillis(call)))), reports::add);
        }

        journal.close();

        assertThat(reports).hasSize(CALLS_MAX).containsOnly(new CommitReport.Durable());
        reports.clear();
        journal.commit(List.of(new JournalEntry.Intended(entry(NOON.plusSeconds(1)))), reports::add);
        assertThat(next()).isInstanceOf(CommitReport.Failed.class);
        assertThatThrownBy(() -> journal.load(BOT))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aReceiverThatThrowsDoesNotStopTheWriter() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(SqliteOrderJournal.class);
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        log.addAppender(told);
        // It is a fault of the program, and told as one; the build need not tell it too.
        log.setAdditive(false);
        try {
            journal.commit(List.of(), report -> {
                throw new IllegalStateException("receiver is broken");
            });
            journal.commit(List.of(new JournalEntry.Intended(entry(NOON))), reports::add);

            assertThat(next()).isEqualTo(new CommitReport.Durable());
            assertThat(told.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR);
        } finally {
            log.setAdditive(true);
            log.detachAppender(told);
        }
    }

    @Test
    void aDatabaseThatIsClosedUnderTheJournalFailsTheCall() throws Exception {
        database.close();

        journal.commit(List.of(new JournalEntry.Intended(entry(NOON))), reports::add);

        assertThat(next()).isInstanceOf(CommitReport.Failed.class);
    }

    @Test
    void aRowThatContradictsTheTablesIsRefusedAlone() throws Exception {
        OrderIntent bought = entry(NOON);
        boolean prepared = database.write(handle -> {
            handle.execute("""
                    CREATE TRIGGER no_notes BEFORE INSERT ON audit
                    BEGIN
                      SELECT RAISE(ABORT, 'no notes today');
                    END
                    """);
            return true;
        });
        assertThat(prepared).isTrue();

        journal.commit(
                List.of(new JournalEntry.Intended(bought), new JournalEntry.Noted(BOT, NOON, "operator", "stop", "")),
                reports::add);
        journal.commit(List.of(new JournalEntry.Intended(entry(NOON.plusMillis(1)))), reports::add);

        assertThat(next())
                .isInstanceOfSatisfying(
                        CommitReport.Refused.class,
                        refused -> assertThat(refused.reason()).contains("no notes today"));
        assertThat(next()).isEqualTo(new CommitReport.Durable());
        assertThat(journal.load(BOT).orders()).containsExactly(Order.of(entry(NOON.plusMillis(1))));
    }

    @Test
    void aDatabaseBelongsToOneAccount() {
        journal.close();

        assertThatThrownBy(() -> SqliteOrderJournal.open(database, new VenueAccount("gateio", "live"), CLOCK))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("gateio/paper")
                .hasMessageContaining("gateio/live");
        SqliteOrderJournal.open(database, PAPER, CLOCK).close();
    }

    @Test
    void aRowThatCannotBeReadIsAFaultOfTheStore() throws Exception {
        journal.commit(List.of(new JournalEntry.Intended(entry(NOON))), reports::add);
        assertThat(next()).isEqualTo(new CommitReport.Durable());
        int written = database.write(handle -> handle.execute("UPDATE orders SET status = 'LOST'"));
        assertThat(written).isEqualTo(1);

        assertThatThrownBy(() -> journal.load(BOT))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("LOST");
    }

    /** Forbids the file to grow by more than {@code more} pages, as a full disk would. */
    private void limitPages(int more) {
        int limit = database.write(handle -> {
            int pages =
                    handle.createQuery("PRAGMA page_count").mapTo(Integer.class).one();
            return handle.createQuery("PRAGMA max_page_count = " + (pages + more))
                    .mapTo(Integer.class)
                    .one();
        });
        assertThat(limit).isPositive();
    }

    private String file() {
        return folder.resolve("bot.sqlite3").toString();
    }

    private CommitReport next() throws InterruptedException {
        CommitReport report = reports.poll(30, TimeUnit.SECONDS);
        if (report == null) {
            throw new AssertionError("no answer to a commit within 30 s");
        }
        return report;
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", interrupted);
        }
    }
}
