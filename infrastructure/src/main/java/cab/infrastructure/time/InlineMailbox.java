package cab.infrastructure.time;

import cab.application.port.Mailbox;
import java.util.ArrayDeque;

/**
 * The mailbox of virtual time: a message is handled at once, on the thread that offers it; one that is offered while
 * another is being handled waits until that one is done. An exception comes out of the call that handed over the
 * message that was handled first, and what waited is dropped: the run is over. Owned by one thread.
 */
public final class InlineMailbox implements Mailbox {

    private final int capacity;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean handling;

    /** A mailbox in which at most {@code capacity} offers wait; answers are taken beyond it. */
    public InlineMailbox(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, was " + capacity);
        }
        this.capacity = capacity;
    }

    @Override
    public boolean offer(Runnable message) {
        if (handling) {
            return waiting.size() < capacity && waiting.add(message);
        }
        handle(message);
        return true;
    }

    @Override
    public void answer(Runnable reply) {
        if (handling) {
            waiting.add(reply);
        } else {
            handle(reply);
        }
    }

    private void handle(Runnable message) {
        handling = true;
        try {
            message.run();
            while (!waiting.isEmpty()) {
                waiting.removeFirst().run();
            }
        } finally {
            if (!waiting.isEmpty()) {
                waiting.clear();
            }
            handling = false;
        }
    }
}
