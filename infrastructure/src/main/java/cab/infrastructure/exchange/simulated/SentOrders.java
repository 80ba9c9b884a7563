package cab.infrastructure.exchange.simulated;

import cab.domain.order.ClientOrderId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which orders left by a connection whose messages end with its process. An order that it never sent, and that the
 * exchange does not have, was never placed and cannot be any more: nothing of an earlier process is still on its way.
 * Bounded: once it has forgotten, it vouches for nothing. Thread-safe.
 */
final class SentOrders {

    private static final int KEPT = 100_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<ClientOrderId> sent = new LinkedHashSet<>();
    private boolean forgetful;

    /**
     * The orders of a new connection.
     *
     * @param endsWithProcess whether messages that are on their way end with the process; otherwise it vouches for
     *     nothing
     */
    SentOrders(boolean endsWithProcess) {
        this.forgetful = !endsWithProcess;
    }

    void sent(ClientOrderId clientOrderId) {
        lock.lock();
        try {
            if (!forgetful && sent.add(clientOrderId) && sent.size() > KEPT) {
                sent.clear();
                forgetful = true;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether no request to place that order can be on its way. */
    boolean neverLeft(ClientOrderId clientOrderId) {
        lock.lock();
        try {
            return !forgetful && !sent.contains(clientOrderId);
        } finally {
            lock.unlock();
        }
    }
}
