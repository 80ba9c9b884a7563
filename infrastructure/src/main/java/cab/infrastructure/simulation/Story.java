package cab.infrastructure.simulation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What happened, in order: the last lines as they are, and a hash over all of them. Owned by one thread. */
final class Story {

    static final int KEPT = 50;

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private record Line(long atMs, String words) {

        private String dated() {
            return Instant.ofEpochMilli(atMs) + " " + words;
        }
    }

    private final Consumer<String> listener;
    private final boolean heard;
    private final Deque<Line> last = new ArrayDeque<>();
    private long hash = FNV_OFFSET;

    /** A story that nobody follows while it is told. */
    Story() {
        this.listener = line -> {};
        this.heard = false;
    }

    /** A story that {@code listener} follows line by line. */
    Story(Consumer<String> listener) {
        this.listener = listener;
        this.heard = true;
    }

    void add(long atMs, Supplier<String> words) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        Line line = new Line(atMs, words.get());
        last.addLast(line);
        // Over the whole line, a word at a time: what a line says is hashed by String in the same way everywhere.
        hash = (hash ^ atMs) * FNV_PRIME;
        hash = (hash ^ line.words().hashCode()) * FNV_PRIME;
        if (heard) {
            listener.accept(line.dated());
        }
    }

    List<String> last() {
        return last.stream().map(Line::dated).toList();
    }

    long hash() {
        return hash;
    }
}
