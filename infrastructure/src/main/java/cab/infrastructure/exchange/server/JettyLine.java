package cab.infrastructure.exchange.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * A connection of the web server: one message at a time is under way, the others wait, and not too many. Thread-safe.
 */
final class JettyLine implements SocketLine {

    /** Messages that may wait for a customer. */
    static final int WAITING_MAX = 1_000;

    private static final int POLICY_VIOLATION = 1008;

    private final Session session;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean underWay;
    private boolean closed;

    JettyLine(Session session) {
        this.session = session;
    }

    @Override
    public void send(String text) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (underWay) {
                waiting.add(text);
                if (waiting.size() <= WAITING_MAX) {
                    return;
                }
                closed = true;
                waiting.clear();
            } else {
                underWay = true;
            }
        } finally {
            lock.unlock();
        }
        if (closed) {
            // Not politely: who does not read does not read a farewell either.
            session.disconnect();
        } else {
            transmit(text);
        }
    }

    @Override
    public void close(int code, String reason) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            waiting.clear();
        } finally {
            lock.unlock();
        }
        session.close(code == 0 ? POLICY_VIOLATION : code, reason, Callback.NOOP);
    }

    private void transmit(String text) {
        session.sendText(text, Callback.from(this::next, failure -> session.disconnect()));
    }

    private void next() {
        String text;
        lock.lock();
        try {
            text = waiting.poll();
            underWay = text != null;
        } finally {
            lock.unlock();
        }
        if (text != null) {
            transmit(text);
        }
    }
}
