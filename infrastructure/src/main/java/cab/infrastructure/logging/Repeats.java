package cab.infrastructure.logging;

import cab.domain.market.Symbol;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collapses what is said again and again about a symbol: the first time it is news, afterwards only counted. Owned by
 * one thread.
 */
final class Repeats {

    private static final int KEPT = 64;

    private final SortedMap<Symbol, SortedMap<String, Long>> said = new TreeMap<>();

    /**
     * What was held back.
     *
     * @param what that was said
     * @param times how often it was not repeated; positive
     */
    record HeldBack(String what, long times) {

        @Override
        public String toString() {
            return times + " more " + (times == 1 ? "time: " : "times: ") + what;
        }
    }

    /** Whether {@code what} is news about the symbol; it is counted when it is not. */
    boolean isNews(Symbol symbol, String what) {
        SortedMap<String, Long> known = said.computeIfAbsent(symbol, _ -> new TreeMap<>());
        if (known.computeIfPresent(what, (_, times) -> times + 1) != null) {
            return false;
        }
        if (known.size() < KEPT) {
            known.put(what, 0L);
        }
        return true;
    }

    /** What was held back about the symbol; the next time it is news again. */
    List<HeldBack> end(Symbol symbol) {
        SortedMap<String, Long> known = said.remove(symbol);
        if (known == null) {
            return List.of();
        }
        return known.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> new HeldBack(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The symbols about which something was said. */
    List<Symbol> symbols() {
        return List.copyOf(said.keySet());
    }
}
