package cab.application.trading;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The reasons for which nothing new is opened, each under a name of its own, so that lifting one leaves the others.
 * Owned by one thread.
 */
final class EntryBlocks {

    /** An operator paused the orchestrator. */
    static final String OPERATOR = "operator";

    /** Book and exchange differ in a way that nobody has explained. */
    static final String MISMATCH = "mismatch";

    /** Candles were lost and are being read again. */
    static final String CANDLES_LOST = "candles_lost";

    /** The exchange does not list the symbol. */
    static final String NOT_LISTED = "not_listed";

    /** A limit of the UTC day has been reached. */
    static final String DAY_LIMIT = "day_limit";

    private final SortedMap<String, String> reasons = new TreeMap<>();

    /** Whether this changed anything. */
    boolean block(String name, String reason) {
        return !reason.equals(reasons.put(name, reason));
    }

    /** Whether this changed anything. */
    boolean lift(String name) {
        return reasons.remove(name) != null;
    }

    boolean isBlocked() {
        return !reasons.isEmpty();
    }

    List<String> reasons() {
        return List.copyOf(reasons.values());
    }
}
