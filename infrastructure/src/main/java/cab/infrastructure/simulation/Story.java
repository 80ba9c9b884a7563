package cab.infrastructure.simulation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened, in order: the last lines as they are, and a hash over all of them. Owned by one thread. */
final class Story {

    static final int KEPT = 30;

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final Deque<String> last = new ArrayDeque<>();
    private long hash = FNV_OFFSET;

    void add(long atMs, String line) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        String dated = Instant.ofEpochMilli(atMs) + " " + line;
        last.addLast(dated);
        for (int index = 0; index < dated.length(); index++) {
            hash = (hash ^ dated.charAt(index)) * FNV_PRIME;
        }
    }

    List<String> last() {
        return List.copyOf(last);
    }

    long hash() {
        return hash;
    }
}
