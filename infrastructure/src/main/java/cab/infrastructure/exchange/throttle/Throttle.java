package cab.infrastructure.exchange.throttle;

import cab.application.port.Scheduler;
import cab.application.port.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets requests leave at the pace that an exchange allows.
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>A request takes from all its budgets at once or from none.
 *   <li>The more urgent goes first; among equals, who came first. Who waits for a budget is not overtaken in it by who
 *       came later or is less urgent, while requests that do not need it pass.
 *   <li>Nothing leaves before the end of a ban, whatever its urgency.
 *   <li>Every demand is answered once: granted, or refused, which means that nothing was sent. Refused are demands that
 *       cannot leave in time and those that find the queue full.
 * </ol>
 *
 * <p>Answers are given on the caller's thread or the scheduler's, and must be short. Waits only through the scheduler.
 * Thread-safe.
 */
public final class Throttle implements AutoCloseable {

    /** Budgets that one throttle keeps; more is a fault of the program. */
    static final int BUDGETS_MAX = 10_000;

    private static final Duration BAN_MAX = Duration.ofDays(3);

    private final Scheduler time;
    private final int waitingMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, TokenBucket> buckets = new TreeMap<>();
    private final Map<Urgency, Deque<Waiter>> queues = new EnumMap<>(Urgency.class);
    private long bannedUntilMs = Long.MIN_VALUE;
    private Subscription wake = () -> {};
    private boolean closed;

    /**
     * A throttle with full budgets.
     *
     * @param time of the program
     * @param waitingMax demands of one urgency that may wait
     */
    public Throttle(Scheduler time, int waitingMax) {
        if (waitingMax < 1) {
            throw new IllegalArgumentException("queue must have at least 1 place, had " + waitingMax);
        }
        this.time = time;
        this.waitingMax = waitingMax;
        for (Urgency urgency : Urgency.values()) {
            queues.put(urgency, new ArrayDeque<>());
        }
    }

    /** Asks for room for one request. Does not wait. */
    public void request(Demand demand, Consumer<Grant> answer) {
        List<Runnable> answers = new ArrayList<>();
        lock.lock();
        try {
            Deque<Waiter> queue = queues.getOrDefault(demand.urgency(), new ArrayDeque<>());
            if (closed) {
                answers.add(() -> answer.accept(new Grant.Refused("the connection is closed")));
            } else if (queue.size() >= waitingMax) {
                answers.add(() -> answer.accept(new Grant.Refused(waitingMax + " requests wait already")));
            } else {
                queue.addLast(new Waiter(demand, answer));
                admit(answers);
            }
        } finally {
            lock.unlock();
        }
        answers.forEach(Runnable::run);
    }

    /** The exchange refuses everything until then: nothing leaves before. A ban is never shortened. */
    public void ban(Instant until) {
        locked(answers -> {
            long latestMs = time.millis() + BAN_MAX.toMillis();
            bannedUntilMs = Math.max(bannedUntilMs, Math.min(latestMs, epochMsRoundedUp(until)));
            admit(answers);
        });
    }

    /** The exchange says that the budget of {@code limit} is used up until then. */
    public void exhausted(RateLimit limit, Instant until) {
        locked(answers -> {
            bucket(limit, time.millis()).holdUntil(epochMsRoundedUp(until));
            admit(answers);
        });
    }

    /** Whether the exchange refuses everything at the moment. */
    public boolean isBanned() {
        lock.lock();
        try {
            return time.millis() < bannedUntilMs;
        } finally {
            lock.unlock();
        }
    }

    /** How many demands wait. */
    public int waiting() {
        lock.lock();
        try {
            return queues.values().stream().mapToInt(Deque::size).sum();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses what waits and everything that comes. */
    @Override
    public void close() {
        locked(answers -> {
            closed = true;
            wake.close();
            for (Deque<Waiter> queue : queues.values()) {
                queue.forEach(waiter -> answers.add(waiter.refusal("the connection is closed")));
                queue.clear();
            }
        });
    }

    private void wakeUp() {
        locked(this::admit);
    }

    private void locked(Consumer<List<Runnable>> work) {
        List<Runnable> answers = new ArrayList<>();
        lock.lock();
        try {
            work.accept(answers);
        } finally {
            lock.unlock();
        }
        answers.forEach(Runnable::run);
    }

    /** Grants what finds room and refuses what comes too late; plans the next look at the rest. */
    private void admit(List<Runnable> answers) {
        if (closed) {
            return;
        }
        long nowMs = time.millis();
        long nextMs = Long.MAX_VALUE;
        Set<TokenBucket> claimed = new HashSet<>();
        for (Deque<Waiter> queue : queues.values()) {
            for (Iterator<Waiter> waiters = queue.iterator(); waiters.hasNext(); ) {
                Waiter waiter = waiters.next();
                long untilMs = waiter.demand.until().toEpochMilli();
                long readyMs = readyMs(waiter, claimed, nowMs);
                if (untilMs <= nowMs || (bannedUntilMs > nowMs && bannedUntilMs >= untilMs)) {
                    waiters.remove();
                    answers.add(waiter.refusal(
                            bannedUntilMs > nowMs
                                    ? "the exchange refuses all requests until " + Instant.ofEpochMilli(bannedUntilMs)
                                    : "no room within the exchange's limits in time"));
                } else if (readyMs <= nowMs) {
                    waiters.remove();
                    waiter.demand.limits().forEach(limit -> bucket(limit, nowMs).take());
                    answers.add(() -> waiter.answer.accept(new Grant.Granted()));
                } else {
                    nextMs = Math.min(nextMs, Math.min(readyMs, untilMs));
                }
            }
        }
        planWake(nextMs);
    }

    /**
     * When this demand may find room. A budget that one before it waits for is not for this one, however long that
     * takes: it is looked at again when that one leaves.
     */
    private long readyMs(Waiter waiter, Set<TokenBucket> claimed, long nowMs) {
        long readyMs = Math.max(nowMs, bannedUntilMs);
        for (RateLimit limit : waiter.demand.limits()) {
            TokenBucket bucket = bucket(limit, nowMs);
            long waitMs = bucket.waitMs(waiter.demand.urgency(), nowMs);
            if (claimed.contains(bucket)) {
                readyMs = Long.MAX_VALUE;
            } else if (waitMs > 0) {
                claimed.add(bucket);
                readyMs = Math.max(readyMs, nowMs + waitMs);
            }
        }
        return readyMs;
    }

    private void planWake(long atMs) {
        wake.close();
        wake = atMs == Long.MAX_VALUE ? () -> {} : time.at(Instant.ofEpochMilli(atMs), this::wakeUp);
    }

    private TokenBucket bucket(RateLimit limit, long nowMs) {
        TokenBucket known = buckets.get(limit.name());
        if (known != null) {
            return known;
        }
        if (buckets.size() >= BUDGETS_MAX) {
            throw new IllegalStateException("at most " + BUDGETS_MAX + " budgets are kept");
        }
        TokenBucket added = new TokenBucket(limit, nowMs);
        buckets.put(limit.name(), added);
        return added;
    }

    /** Up, so that nothing leaves before its time. */
    private static long epochMsRoundedUp(Instant instant) {
        return instant.minusNanos(1).toEpochMilli() + 1;
    }

    private record Waiter(Demand demand, Consumer<Grant> answer) {

        Runnable refusal(String reason) {
            return () -> answer.accept(new Grant.Refused(reason));
        }
    }
}
