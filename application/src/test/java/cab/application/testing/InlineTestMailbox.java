package cab.application.testing;

import cab.application.port.Mailbox;
import java.util.ArrayDeque;
import java.util.Deque;

/** A mailbox that handles a message at once, and one that is offered meanwhile behind it. Owned by one thread. */
public final class InlineTestMailbox implements Mailbox {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean handling;
    private boolean full;
    private boolean closed;

    /** Refuses what the world pushes from now on, or takes it again. */
    public void full(boolean isFull) {
        full = isFull;
    }

    /** Drops everything from now on. */
    public void close() {
        closed = true;
    }

    @Override
    public boolean offer(Runnable message) {
        if (full || closed) {
            return false;
        }
        handle(message);
        return true;
    }

    @Override
    public void answer(Runnable reply) {
        if (!closed) {
            handle(reply);
        }
    }

    private void handle(Runnable message) {
        waiting.addLast(message);
        if (handling) {
            return;
        }
        handling = true;
        try {
            while (!waiting.isEmpty()) {
                waiting.removeFirst().run();
            }
        } finally {
            handling = false;
            waiting.clear();
        }
    }
}
