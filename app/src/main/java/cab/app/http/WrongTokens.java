package cab.app.http;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Wrong tokens by address: after ten within a minute the address has to wait until the minute is over. Remembers a
 * bounded number of addresses; when there are more, all of them share the oldest places. Thread-safe.
 */
final class WrongTokens {

    static final int TRIES_MAX = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int ADDRESSES_MAX = 4_096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Tries> byAddress = new LinkedHashMap<>();
    private final LongSupplier nanoTime;

    WrongTokens(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Counts a wrong token. */
    void count(String address) {
        long now = nanoTime.getAsLong();
        lock.lock();
        try {
            Tries tries = byAddress.get(address);
            if (tries == null || tries.isOver(now)) {
                byAddress.remove(address);
                makeRoom(now);
                tries = new Tries(now);
                byAddress.put(address, tries);
            }
            tries.number++;
        } finally {
            lock.unlock();
        }
    }

    /** The oldest come first, so that only they need to be looked at. */
    private void makeRoom(long now) {
        Iterator<Tries> oldestFirst = byAddress.values().iterator();
        while (oldestFirst.hasNext()) {
            if (!oldestFirst.next().isOver(now) && byAddress.size() < ADDRESSES_MAX) {
                return;
            }
            oldestFirst.remove();
        }
    }

    /** Whether the address has used up its tries. */
    boolean isExhausted(String address) {
        lock.lock();
        try {
            Tries tries = byAddress.get(address);
            return tries != null && !tries.isOver(nanoTime.getAsLong()) && tries.number >= TRIES_MAX;
        } finally {
            lock.unlock();
        }
    }

    /** How many addresses are remembered. */
    int remembered() {
        lock.lock();
        try {
            return byAddress.size();
        } finally {
            lock.unlock();
        }
    }

    private static final class Tries {
        private final long since;
        private int number;

        private Tries(long since) {
            this.since = since;
        }

        private boolean isOver(long now) {
            return now - since >= WINDOW.toNanos();
        }
    }
}
