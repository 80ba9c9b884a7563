package cab.infrastructure.time;

import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until it is moved: years pass in a second, and a run repeats exactly.
 *
 * <p>Tasks run on the thread that moves the time, by time and, at one instant, by the order of their scheduling. A task
 * that throws ends the run: the exception comes out of {@link #advanceTo}. Owned by one thread.
 */
public final class VirtualScheduler implements Scheduler {

    /** Tasks that may wait at once; more is a fault of the program. */
    static final int TASKS_MAX = 1_000_000;

    /** Tasks that may run without time moving on; more is a loop that would never end. */
    static final int TASKS_AT_ONE_INSTANT_MAX = 1_000_000;

    private static final long NEVER = Long.MAX_VALUE;
    private static final int SWEEP_MIN = 64;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long nowMs;

    /** The same as an instant, made when it is asked for: an order asks many times. */
    private @Nullable Instant now;

    private long nextDueMs = NEVER;
    private long scheduled;
    private int cancelled;
    private int ranAtThisInstant;

    /** A scheduler whose clock shows {@code startMs}, UTC milliseconds. */
    public VirtualScheduler(long startMs) {
        this.nowMs = startMs;
    }

    @Override
    public Instant instant() {
        Instant known = now;
        if (known == null) {
            known = Instant.ofEpochMilli(nowMs);
            now = known;
        }
        return known;
    }

    @Override
    public long millis() {
        return nowMs;
    }

    /** How many tasks wait, those included that were cancelled and not yet swept. */
    public int waiting() {
        return tasks.size();
    }

    /** When the next task is due, UTC milliseconds; {@link Long#MAX_VALUE} when none waits. */
    public long nextDueMs() {
        return nextDueMs;
    }

    @Override
    public Subscription at(Instant when, Runnable task) {
        return atMs(epochMsRoundedUp(when), task);
    }

    @Override
    public Subscription after(Duration delay, Runnable task) {
        // Up, so that nothing happens before its time.
        return atMs(nowMs + delay.plusNanos(NANOS_PER_MILLI - 1).toMillis(), task);
    }

    /** Runs {@code task} once at {@code whenMs}, or, when that has passed, when time is moved next. */
    public Subscription atMs(long whenMs, Runnable task) {
        if (tasks.size() >= TASKS_MAX) {
            throw new IllegalStateException("at most " + TASKS_MAX + " tasks may wait");
        }
        Task entry = new Task(this, Math.max(whenMs, nowMs), scheduled++, task);
        tasks.add(entry);
        nextDueMs = Math.min(nextDueMs, entry.dueMs);
        return entry;
    }

    /**
     * Moves time to {@code epochMs} and runs everything that is due by then, in order, each task at its own time.
     *
     * @throws IllegalArgumentException when that lies in the past
     */
    public void advanceTo(long epochMs) {
        if (epochMs < nowMs) {
            throw new IllegalArgumentException("time cannot go back from " + nowMs + " to " + epochMs);
        }
        while (nextDueMs <= epochMs) {
            runNext();
        }
        setClock(epochMs);
    }

    /**
     * Moves the clock alone: what is due at {@code epochMs} itself stays due.
     *
     * @throws IllegalArgumentException when that lies in the past, or beyond what is due
     */
    public void moveTo(long epochMs) {
        if (epochMs < nowMs || epochMs > nextDueMs) {
            throw new IllegalArgumentException("the clock can be moved from " + nowMs + " up to what is due at "
                    + nextDueMs + ", not to " + epochMs);
        }
        setClock(epochMs);
    }

    private void runNext() {
        Task task = tasks.remove();
        refreshNextDue();
        if (task.isCancelled()) {
            cancelled--;
            return;
        }
        setClock(task.dueMs);
        if (++ranAtThisInstant > TASKS_AT_ONE_INSTANT_MAX) {
            throw new IllegalStateException("more than " + TASKS_AT_ONE_INSTANT_MAX + " tasks at " + instant());
        }
        task.run();
    }

    private void setClock(long epochMs) {
        if (epochMs != nowMs) {
            nowMs = epochMs;
            now = null;
            ranAtThisInstant = 0;
        }
    }

    private void refreshNextDue() {
        Task next = tasks.peek();
        nextDueMs = next == null ? NEVER : next.dueMs;
    }

    private void noteCancelled() {
        cancelled++;
        // Timeouts are nearly always cancelled: without sweeping they would pile up until their time.
        if (cancelled >= SWEEP_MIN && cancelled > tasks.size() / 2) {
            tasks.removeIf(Task::isCancelled);
            cancelled = 0;
        }
        for (Task next = tasks.peek(); next != null && next.isCancelled(); next = tasks.peek()) {
            tasks.remove();
            cancelled--;
        }
        refreshNextDue();
    }

    /** Up, so that nothing happens before its time. */
    static long epochMsRoundedUp(Instant when) {
        return when.minusNanos(1).toEpochMilli() + 1;
    }

    private static final class Task implements Subscription, Comparable<Task> {

        private enum State {
            WAITING,
            DONE,
            CANCELLED
        }

        private final VirtualScheduler scheduler;
        private final long dueMs;
        private final long sequence;
        private final Runnable action;
        private State state = State.WAITING;

        private Task(VirtualScheduler scheduler, long dueMs, long sequence, Runnable action) {
            this.scheduler = scheduler;
            this.dueMs = dueMs;
            this.sequence = sequence;
            this.action = action;
        }

        private void run() {
            state = State.DONE;
            action.run();
        }

        private boolean isCancelled() {
            return state == State.CANCELLED;
        }

        @Override
        public void close() {
            if (state == State.WAITING) {
                state = State.CANCELLED;
                scheduler.noteCancelled();
            }
        }

        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(dueMs, other.dueMs);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }
}
