package cab.app.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that wait, the one that is done, and the latest that are over. There is one thread for all of them, of the
 * lowest priority; nothing of the trading waits for it or shares a lock with it. What is over the limits is refused,
 * and the oldest that are over are forgotten. Nothing outlives the process. Thread-safe.
 */
public final class JobQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);

    /** How long the end of the program waits for a job to notice it; its thread does not keep the process alive. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final JobLimits limits;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Supplier<String> names;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition workIsThere = lock.newCondition();

    /** Oldest first; guarded by the lock. */
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    /** Guarded by the lock. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private boolean closed;
    private final Thread worker;

    private record Waiting(Job job, JobWork work) {}

    /**
     * A queue whose thread waits for work. Its priority is a wish: nothing depends on whether the machine follows it.
     *
     * @param clock tells when things happened
     * @param nanoTime measures how long they take
     * @param names gives a new one with each call
     */
    @SuppressWarnings("ThreadPriorityCheck")
    public JobQueue(JobLimits limits, InstantSource clock, LongSupplier nanoTime, Supplier<String> names) {
        this.limits = limits;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.names = names;
        this.worker = Thread.ofPlatform()
                .name("jobs")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .start(this::work);
    }

    /** How many may wait. */
    public int waitingMax() {
        return limits.waitingMax();
    }

    /** A new job; empty when as many as may already wait, or the program is being stopped. */
    public Optional<JobView> submit(JsonNode request, JobWork work) {
        return locked(() -> {
            if (closed || waiting.size() >= limits.waitingMax()) {
                return Optional.empty();
            }
            Job job = new Job(names.get(), request, clock.instant());
            jobs.put(job.id(), job);
            waiting.add(new Waiting(job, work));
            forgetOldest();
            workIsThere.signal();
            return Optional.of(view(job));
        });
    }

    /** The latest, newest first. */
    public List<JobView> latest(int count) {
        return locked(() -> List.copyOf(jobs.values()).reversed().stream()
                .limit(count)
                .map(this::view)
                .toList());
    }

    /** The job of that name, while it is remembered. */
    public Optional<JobView> find(String id) {
        return locked(() -> Optional.ofNullable(jobs.get(id)).map(this::view));
    }

    /** Ends the job, at once when it waits and soon when it runs; one that is over stays as it is. */
    public Optional<JobView> cancel(String id) {
        return locked(() -> Optional.ofNullable(jobs.get(id)).map(job -> {
            if (!job.state().isOver()) {
                job.cancel(clock.instant());
                boolean _ = waiting.removeIf(one -> one.job == job);
            }
            return view(job);
        }));
    }

    private JobView view(Job job) {
        return job.view(nanoTime.getAsLong());
    }

    private void forgetOldest() {
        List<String> over = new ArrayList<>();
        jobs.values().stream().filter(job -> job.state().isOver()).map(Job::id).forEach(over::add);
        over.stream().limit(Math.max(0, over.size() - limits.keptMax())).forEach(jobs::remove);
    }

    private void work() {
        for (Optional<Waiting> next = take(); next.isPresent(); next = take()) {
            Waiting one = next.get();
            JobEnd end = run(one);
            Waiting _ = locked(() -> {
                one.job.end(end, clock.instant());
                forgetOldest();
                return one;
            });
        }
    }

    /** The next one, as soon as there is one; empty when there will be none any more. */
    private Optional<Waiting> take() {
        return locked(() -> {
            while (waiting.isEmpty() && !closed) {
                workIsThere.awaitUninterruptibly();
            }
            if (closed) {
                return Optional.empty();
            }
            Waiting next = waiting.remove();
            next.job.begin(clock.instant(), nanoTime.getAsLong());
            return Optional.of(next);
        });
    }

    /** A fault of one job, in a strategy of the user for example, is not one of the next. */
    private static JobEnd run(Waiting one) {
        try {
            return one.work.run(one.job::at);
        } catch (OutOfMemoryError tooLarge) {
            return new JobEnd.Failed("there is not enough memory for it: ask for less at once");
        } catch (RuntimeException | Error fault) {
            LOG.error("job failed id={}", one.job.id(), fault);
            return new JobEnd.Failed("internal fault; the log has more under " + one.job.id());
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Ends everything: what waits is not begun, what runs ends within moments. */
    @Override
    public void close() {
        boolean _ = locked(() -> {
            closed = true;
            jobs.values().stream().filter(job -> !job.state().isOver()).forEach(job -> job.cancel(clock.instant()));
            waiting.clear();
            workIsThere.signalAll();
            return true;
        });
        awaitWorker();
    }

    private void awaitWorker() {
        try {
            boolean isOver = worker.join(PATIENCE);
            if (!isOver) {
                LOG.warn("a job does not end; the program ends without it");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
