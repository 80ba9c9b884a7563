package cab.app.http;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits for answers of others, but never for long: what does not come in time is answered with 503. At most 64 reads
 * are under way at once, so that a store that hangs does not collect threads. Thread-safe.
 */
final class Answers {

    private static final int READS_MAX = 64;

    private final Semaphore reads = new Semaphore(READS_MAX);
    private final Duration limit;

    Answers(Duration limit) {
        this.limit = limit;
    }

    /**
     * The answer to a question that is answered by a callback.
     *
     * @param question false when it was not taken
     */
    <T> T to(String whom, Predicate<Consumer<T>> question) {
        return begin(whom, question).await(System.nanoTime() + limit.toNanos());
    }

    /** Asks without waiting. */
    <T> Asked<T> begin(String whom, Predicate<Consumer<T>> question) {
        BlockingQueue<T> answer = new ArrayBlockingQueue<>(1);
        boolean isTaken = question.test(value -> {
            boolean _ = answer.offer(value);
        });
        return new Asked<>(whom, isTaken, answer);
    }

    /** When everything that is asked now must have been answered. */
    long deadline() {
        return System.nanoTime() + limit.toNanos();
    }

    /** A question under way. */
    record Asked<T>(String whom, boolean isTaken, BlockingQueue<T> answer) {

        T await(long deadline) {
            try {
                T value = isTaken ? answer.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS) : null;
                if (value == null) {
                    throw ApiError.unavailable(whom + " does not answer");
                }
                return value;
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw ApiError.unavailable("the server is stopping");
            }
        }
    }

    /** What {@code work} reads, on a thread of its own. */
    <T> T read(String whom, Supplier<T> work) {
        if (!reads.tryAcquire()) {
            throw ApiError.unavailable(whom + " is overloaded");
        }
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return work.get();
            } finally {
                reads.release();
            }
        });
        Thread thread = Thread.ofVirtual().name("http-read").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            thread.interrupt();
            throw ApiError.unavailable(whom + " does not answer");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("reading failed", failed.getCause());
        } catch (InterruptedException stopping) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw ApiError.unavailable("the server is stopping");
        }
    }
}
