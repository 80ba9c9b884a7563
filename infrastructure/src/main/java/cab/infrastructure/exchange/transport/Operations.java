package cab.infrastructure.exchange.transport;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what takes several requests, each on a virtual thread of its own, so that no caller waits. Bounded: what comes
 * beyond is refused, which proves that nothing was sent. Thread-safe.
 */
public final class Operations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final String CLOSED = "the connection is closed";
    private static final int RUNNING_MAX = 512;

    /** Longer than anything takes that has been interrupted. */
    private static final Duration END_MAX = Duration.ofSeconds(3);

    private final Semaphore places = new Semaphore(RUNNING_MAX);
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final AtomicLong started = new AtomicLong();
    private final String owner;
    private volatile boolean closed;

    /**
     * Nothing runs yet.
     *
     * @param owner what the names of its threads begin with
     */
    public Operations(String owner) {
        this.owner = owner;
    }

    /**
     * How a caller is answered.
     *
     * @param reply takes the answer
     * @param unknown makes the answer that says nothing, of its cause
     * @param notSent makes the answer to what was never sent, of its cause
     */
    public record Answers<R>(
            Consumer<R> reply, Function<String, ? extends R> unknown, Function<String, ? extends R> notSent) {}

    /** Does {@code work} within {@code length} and answers; a fault of the program is answered, too. */
    public <R> void start(String name, Duration length, Function<Deadline, ? extends R> work, Answers<R> answers) {
        Deadline deadline = Deadline.in(length);
        boolean hasPlace = places.tryAcquire();
        Thread.ofVirtual()
                .name(owner + "-" + name + "-" + started.incrementAndGet())
                .start(() -> {
                    try {
                        answer(name, hasPlace ? result(name, deadline, work, answers) : refused(answers), answers);
                    } finally {
                        if (hasPlace) {
                            places.release();
                        }
                    }
                });
    }

    private <R> R result(String name, Deadline deadline, Function<Deadline, ? extends R> work, Answers<R> answers) {
        Thread thread = Thread.currentThread();
        running.add(thread);
        try {
            // Looked at after it is listed: whoever closes meanwhile either sees the thread or is seen.
            return closed ? answers.notSent().apply(CLOSED) : work.apply(deadline);
        } catch (ExchangeFault unclear) {
            return answers.unknown().apply(unclear.cause());
        } catch (RuntimeException fault) {
            LOG.error("{} failed by a fault of the program", name, fault);
            return answers.unknown()
                    .apply("a fault of the program: " + fault.getClass().getSimpleName());
        } finally {
            running.remove(thread);
        }
    }

    private <R> R refused(Answers<R> answers) {
        return answers.notSent().apply(closed ? CLOSED : "more than " + RUNNING_MAX + " requests are under way");
    }

    private static <R> void answer(String name, R result, Answers<R> answers) {
        try {
            answers.reply().accept(result);
        } catch (RuntimeException fault) {
            LOG.error("what takes the answer of {} failed", name, fault);
        }
    }

    /** Whether everything that was started has been answered. */
    public boolean isIdle() {
        return places.availablePermits() == RUNNING_MAX;
    }

    /** Ends what runs: it is answered that nothing is known. Starts nothing any more. */
    public void stop() {
        closed = true;
        running.forEach(Thread::interrupt);
    }

    /** Ends what runs, and returns when all of it has been answered, or after some seconds. */
    @Override
    public void close() {
        stop();
        try {
            if (places.tryAcquire(RUNNING_MAX, END_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                places.release(RUNNING_MAX);
            } else {
                LOG.warn("{} requests did not end", RUNNING_MAX - places.availablePermits());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
