package cab.infrastructure.time;

import cab.application.port.Mailbox;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The mailbox of an owner in real time: one named virtual thread handles the messages, one at a time and in order. A
 * message that throws is a fault of the program: it is reported, and the owner handles nothing any more. Thread-safe.
 */
public final class ThreadMailbox implements Mailbox, AutoCloseable {

    private enum State {
        OPEN,
        CLOSING,
        FAILED
    }

    private final int capacity;
    private final Consumer<Throwable> onFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private int offersWaiting;
    private State state = State.OPEN;
    private final Thread owner;

    /**
     * Starts the owner.
     *
     * @param name of its thread
     * @param capacity offers that may wait; answers are taken beyond it
     * @param onFailure told once, on the owner's thread, what a message threw
     */
    public ThreadMailbox(String name, int capacity, Consumer<Throwable> onFailure) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, was " + capacity);
        }
        this.capacity = capacity;
        this.onFailure = onFailure;
        this.owner = Thread.ofVirtual().name(name).start(this::handleAll);
    }

    @Override
    public boolean offer(Runnable message) {
        lock.lock();
        try {
            if (state != State.OPEN || offersWaiting >= capacity) {
                return false;
            }
            offersWaiting++;
            add(new Message(message, true));
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void answer(Runnable reply) {
        lock.lock();
        try {
            if (state == State.OPEN) {
                add(new Message(reply, false));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more messages, handles those that wait, and returns when the owner's thread has ended. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (state == State.OPEN) {
                state = State.CLOSING;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (!Thread.currentThread().equals(owner)) {
            Threads.awaitEnd(owner);
        }
    }

    private void add(Message message) {
        messages.addLast(message);
        changed.signal();
    }

    private void handleAll() {
        try {
            for (Message message = next(); message != null; message = next()) {
                message.action.run();
            }
        } catch (RuntimeException | Error fault) {
            fail();
            onFailure.accept(fault);
        }
    }

    /** The next message once there is one, or null at the end. */
    private @Nullable Message next() {
        lock.lock();
        try {
            while (messages.isEmpty()) {
                if (state != State.OPEN) {
                    return null;
                }
                changed.awaitUninterruptibly();
            }
            Message message = messages.removeFirst();
            offersWaiting -= message.offered ? 1 : 0;
            return message;
        } finally {
            lock.unlock();
        }
    }

    private void fail() {
        lock.lock();
        try {
            state = State.FAILED;
            messages.clear();
        } finally {
            lock.unlock();
        }
    }

    private record Message(Runnable action, boolean offered) {}
}
