package cab.infrastructure.exchange.bybit;

import cab.domain.order.ClientOrderId;
import cab.domain.order.VenueOrderId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The id under which each order of ours was first shown. A stop may go on under another one once its price has come;
 * the book knows it by the first. Keeps the latest 10,000. Thread-safe.
 */
final class BybitOrderIds {

    private static final int KEPT_MAX = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ClientOrderId, VenueOrderId> first = new LinkedHashMap<>();

    /** The id of the order of that name, which is {@code id} when none has been shown before. */
    VenueOrderId settled(ClientOrderId name, VenueOrderId id) {
        if (!name.isOurs()) {
            return id;
        }
        lock.lock();
        try {
            VenueOrderId known = first.putIfAbsent(name, id);
            if (first.size() > KEPT_MAX) {
                first.remove(first.keySet().iterator().next());
            }
            return known == null ? id : known;
        } finally {
            lock.unlock();
        }
    }
}
