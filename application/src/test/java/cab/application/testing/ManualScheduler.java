package cab.application.testing;

import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that stands still until it is moved. Owned by one thread. */
public final class ManualScheduler implements Scheduler {

    private static final int STEPS_MAX = 100_000;

    private final List<Task> tasks = new ArrayList<>();
    private Instant now;
    private long scheduled;

    public ManualScheduler(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Subscription at(Instant when, Runnable task) {
        Task added = new Task(when.isBefore(now) ? now : when, scheduled++, task);
        tasks.add(added);
        return () -> tasks.remove(added);
    }

    /** Runs what is due at this instant, and what that makes due. */
    public void settle() {
        advance(Duration.ZERO);
    }

    /** Moves time on, running everything that falls due on the way at its own instant. */
    public void advance(Duration length) {
        Instant end = now.plus(length);
        for (int steps = 0; steps < STEPS_MAX; steps++) {
            Task next = tasks.stream()
                    .min(Comparator.comparing(Task::when).thenComparingLong(Task::number))
                    .orElse(null);
            if (next == null || next.when.isAfter(end)) {
                now = end;
                return;
            }
            tasks.remove(next);
            now = next.when.isAfter(now) ? next.when : now;
            next.work.run();
        }
        throw new AssertionError("time does not get on: more than " + STEPS_MAX + " tasks until " + end);
    }

    /** Sets the clock, back or forth, without running anything. */
    public void jumpTo(Instant instant) {
        now = instant;
    }

    /** How many tasks wait. */
    public int waiting() {
        return tasks.size();
    }

    private record Task(Instant when, long number, Runnable work) {}
}
