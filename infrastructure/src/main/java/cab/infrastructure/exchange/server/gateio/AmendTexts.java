package cab.infrastructure.exchange.server.gateio;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** What was noted with the last change of each order. The oldest notes are forgotten. Thread-safe. */
final class AmendTexts {

    private static final int KEPT_MAX = 10_000;
    private static final String NONE = "-";

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, String> texts = new LinkedHashMap<>();

    void note(long orderId, String text) {
        lock.lock();
        try {
            texts.put(orderId, text);
            if (texts.size() > KEPT_MAX) {
                texts.remove(texts.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    String of(long orderId) {
        lock.lock();
        try {
            return texts.getOrDefault(orderId, NONE);
        } finally {
            lock.unlock();
        }
    }
}
