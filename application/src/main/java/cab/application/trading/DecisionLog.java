package cab.application.trading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why a bot traded or did not, for the latest candles, and how often each rule refused an entry. A quiet candle costs
 * two array writes. Owned by one thread.
 */
public final class DecisionLog {

    private static final int KEPT = 1_024;

    private final long[] closedAtMs = new long[KEPT];
    private final Verdict[] verdicts = new Verdict[KEPT];
    private final @Nullable String[] details = new String[KEPT];
    private final SortedMap<String, Long> blocked = new TreeMap<>();
    private long count;

    /**
     * One candle and what became of it.
     *
     * @param closedAt close of the candle
     * @param verdict what became of it
     * @param detail which rule or number, when there is more to say
     */
    public record Entry(Instant closedAt, Verdict verdict, Optional<String> detail) {}

    void quiet(long atMs, Verdict verdict) {
        int slot = (int) (count++ & (KEPT - 1));
        closedAtMs[slot] = atMs;
        verdicts[slot] = verdict;
        details[slot] = null;
    }

    void note(long atMs, Verdict verdict, String detail) {
        quiet(atMs, verdict);
        details[(int) ((count - 1) & (KEPT - 1))] = detail;
    }

    void blocked(String rule) {
        blocked.merge(rule, 1L, Long::sum);
    }

    /** How often which rule or stage refused an entry. */
    public SortedMap<String, Long> blocked() {
        return new TreeMap<>(blocked);
    }

    /** The latest {@code wanted} candles, newest first. */
    public List<Entry> latest(int wanted) {
        List<Entry> entries = new ArrayList<>();
        for (long back = 1; back <= Math.min(Math.min(wanted, KEPT), count); back++) {
            int slot = (int) ((count - back) & (KEPT - 1));
            entries.add(new Entry(
                    Instant.ofEpochMilli(closedAtMs[slot]), verdicts[slot], Optional.ofNullable(details[slot])));
        }
        return entries;
    }
}
