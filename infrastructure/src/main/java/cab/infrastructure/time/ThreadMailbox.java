package cab.infrastructure.time;

import cab.application.port.Mailbox;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

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

    private final BlockingQueue<Runnable> messages;
    private final Consumer<Throwable> onFailure;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final Thread owner;

    /**
     * Starts the owner.
     *
     * @param name of its thread
     * @param capacity messages that may wait
     * @param onFailure told once, on the owner's thread, what a message threw
     */
    public ThreadMailbox(String name, int capacity, Consumer<Throwable> onFailure) {
        this.messages = new ArrayBlockingQueue<>(capacity);
        this.onFailure = onFailure;
        this.owner = Thread.ofVirtual().name(name).start(this::handleAll);
    }

    @Override
    public boolean offer(Runnable message) {
        return state.get() == State.OPEN && messages.offer(message);
    }

    /**
     * Takes no more messages, handles those that wait, and returns when the owner's thread has ended. A message that is
     * offered at the same moment may be dropped.
     */
    @Override
    public void close() {
        state.compareAndSet(State.OPEN, State.CLOSING);
        wake();
        if (!Thread.currentThread().equals(owner)) {
            joinOwner();
        }
    }

    private void wake() {
        // When the queue is full nobody sleeps.
        boolean woken = messages.offer(() -> {});
        assert woken || !messages.isEmpty() || state.get() == State.FAILED;
    }

    private void joinOwner() {
        boolean interrupted = false;
        while (owner.isAlive()) {
            try {
                owner.join();
            } catch (InterruptedException stillWaiting) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void handleAll() {
        try {
            while (state.get() == State.OPEN || !messages.isEmpty()) {
                messages.take().run();
            }
        } catch (InterruptedException nobodyInterruptsUs) {
            fail(nobodyInterruptsUs);
        } catch (RuntimeException | Error fault) {
            fail(fault);
        }
    }

    private void fail(Throwable fault) {
        state.set(State.FAILED);
        messages.clear();
        onFailure.accept(fault);
    }
}
