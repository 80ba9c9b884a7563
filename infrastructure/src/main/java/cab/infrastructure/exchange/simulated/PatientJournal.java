package cab.infrastructure.exchange.simulated;

import cab.application.port.StorageException;
import cab.application.port.VenueOrder;
import cab.domain.order.Fill;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;

/**
 * A memory that waits for its disk: while it is full, broken or locked, the exchange stands still, as one that is down
 * does, and tries again until everything is written or {@link #giveUp given up}. Nothing is told before it is written.
 * Owned by the exchange's thread but for {@link #fault} and {@link #giveUp}, which are thread-safe.
 */
final class PatientJournal implements ExchangeJournal {

    private static final Logger LOG = LoggerFactory.getLogger(PatientJournal.class);

    /** What may be over when it is tried again: a file that is locked, cannot be written, or has no room. */
    private static final Set<Integer> PASSING = Set.of(
            SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_LOCKED.code,
            SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code);

    /** The part of an extended result code that names its kind. */
    private static final int PRIMARY_CODE = 0xff;

    private static final int CAUSES_MAX = 16;

    private final ExchangeJournal journal;
    private final Duration pause;
    private final CountDownLatch givenUp = new CountDownLatch(1);
    private volatile @Nullable String fault;

    /** {@code journal}, tried again after {@code pause}. */
    PatientJournal(ExchangeJournal journal, Duration pause) {
        this.journal = journal;
        this.pause = pause;
    }

    /** Why nothing can be written at present; empty while it can. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** The commit that waits, and every later one, fails at once when it fails. */
    void giveUp() {
        givenUp.countDown();
    }

    @Override
    public void commit(Changes changes) {
        while (true) {
            try {
                journal.commit(changes);
                written();
                return;
            } catch (StorageException failure) {
                if (!mayPass(failure)) {
                    throw failure;
                }
                failed(failure);
            }
        }
    }

    /** Whether it is for the disk to do better, rather than a contradiction in what was to be written. */
    private static boolean mayPass(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; depth < CAUSES_MAX && cause != null; depth++) {
            if (cause instanceof SQLException answer) {
                return PASSING.contains(answer.getErrorCode() & PRIMARY_CODE);
            }
            cause = cause.getCause();
        }
        return false;
    }

    private void written() {
        if (fault != null) {
            fault = null;
            LOG.info("paper exchange can write its account again and goes on");
        }
    }

    private void failed(StorageException failure) {
        if (fault == null) {
            LOG.warn("paper exchange stands still until its account can be written reason={}", failure.getMessage());
        }
        fault = failure.getMessage();
        try {
            if (givenUp.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    @Override
    public Optional<Recovered> recover() {
        return journal.recover();
    }

    @Override
    public boolean keeps() {
        return journal.keeps();
    }

    @Override
    public Optional<VenueOrder> order(SimulatedAccount account, OrderReference reference) {
        return journal.order(account, reference);
    }

    @Override
    public Optional<List<Fill>> fills(CustomerBook customer, String symbol, Instant since) {
        return journal.fills(customer, symbol, since);
    }
}
