package cab.infrastructure.time;

import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes by itself, as its {@link RunningClock} shows it. One daemon thread runs the tasks, which only hand
 * over to mailboxes. A task that throws is reported and the others go on. After {@link #close} nothing runs any more.
 * Thread-safe.
 */
public final class RealScheduler implements Scheduler, AutoCloseable {

    /** Tasks that may wait at once; more is a fault of the program. */
    static final int TASKS_MAX = 1_000_000;

    private final RunningClock clock;
    private final Consumer<Throwable> onFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final Thread runner;
    private long scheduled;
    private boolean closed;

    /**
     * Starts a scheduler.
     *
     * @param name of its thread
     * @param onFailure told, on that thread, what a task threw
     */
    public RealScheduler(String name, RunningClock clock, Consumer<Throwable> onFailure) {
        this.clock = clock;
        this.onFailure = onFailure;
        this.runner = Thread.ofPlatform().daemon().name(name).start(this::runAll);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public long millis() {
        return clock.millis();
    }

    @Override
    public Subscription at(Instant when, Runnable action) {
        lock.lock();
        try {
            if (tasks.size() >= TASKS_MAX) {
                throw new IllegalStateException("at most " + TASKS_MAX + " tasks may wait");
            }
            Task task = new Task(VirtualScheduler.epochMsRoundedUp(when), scheduled++, action);
            if (!closed) {
                tasks.add(task);
                changed.signal();
            }
            return () -> cancel(task);
        } finally {
            lock.unlock();
        }
    }

    /** Drops what waits and returns when the running task, if any, is done. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            tasks.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (!Thread.currentThread().equals(runner)) {
            Threads.awaitEnd(runner);
        }
    }

    private void cancel(Task task) {
        if (!task.ended.compareAndSet(false, true)) {
            return;
        }
        lock.lock();
        try {
            tasks.remove(task);
        } finally {
            lock.unlock();
        }
    }

    private void runAll() {
        for (Task task = awaitNext(); task != null; task = awaitNext()) {
            if (task.ended.compareAndSet(false, true)) {
                run(task);
            }
        }
    }

    private void run(Task task) {
        try {
            task.action.run();
        } catch (RuntimeException | Error fault) {
            onFailure.accept(fault);
        }
    }

    /** The next task once it is due, or null when the scheduler has been closed. */
    private @Nullable Task awaitNext() {
        lock.lock();
        try {
            while (!closed) {
                Task next = tasks.peek();
                long waitNanos = next == null ? Long.MAX_VALUE : clock.nanosUntil(next.dueMs);
                if (next != null && waitNanos == 0) {
                    return tasks.remove();
                }
                try {
                    long left = changed.awaitNanos(waitNanos);
                    assert left <= waitNanos;
                } catch (InterruptedException looksAgain) {
                    // Only close() ends this thread; whoever interrupts it makes it look at its queue once more.
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private static final class Task implements Comparable<Task> {

        private final long dueMs;
        private final long sequence;
        private final Runnable action;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Task(long dueMs, long sequence, Runnable action) {
            this.dueMs = dueMs;
            this.sequence = sequence;
            this.action = action;
        }

        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(dueMs, other.dueMs);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }
}
