package cab.infrastructure.bus;

import cab.application.event.Event;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Events that wait for one subscriber. When it is full the oldest makes room: who has fallen behind is served better
 * with what is true now. Thread-safe.
 */
final class EventQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private final int capacity;
    private boolean ending;
    private long lost;

    EventQueue(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be 1 or more, was " + capacity);
        }
        this.capacity = capacity;
    }

    /** Never waits for room. What comes after the end is dropped without being counted. */
    void put(Event event) {
        lock.lock();
        try {
            if (ending) {
                return;
            }
            if (events.size() == capacity) {
                events.removeFirst();
                lost++;
            }
            events.addLast(event);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next event, waited for; empty when there will be none. */
    Optional<Event> take() throws InterruptedException {
        lock.lock();
        try {
            while (events.isEmpty() && !ending) {
                changed.await();
            }
            return Optional.ofNullable(events.pollFirst());
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more; what waits is still handed out. */
    void end() {
        lock.lock();
        try {
            ending = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes and hands out nothing more; what still waits counts as lost when {@code wanted}. */
    void abandon(boolean wanted) {
        lock.lock();
        try {
            ending = true;
            if (wanted) {
                lost += events.size();
            }
            events.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }
}
