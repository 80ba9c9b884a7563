package cab.application.trading;

import cab.domain.signal.DecisionStep;
import cab.domain.signal.PipelineTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Why a bot traded or did not, for the latest candles, and how often each rule refused an entry. A quiet candle costs
 * some array writes, unless {@link #explain} was called: then every part of the pipeline is asked for its words. Owned
 * by one thread.
 */
public final class DecisionLog {

    private static final int KEPT = 1_024;

    private final long[] closedAtMs = new long[KEPT];
    private final Verdict[] verdicts = new Verdict[KEPT];
    private final @Nullable String[] details = new String[KEPT];
    private final double[] closes = new double[KEPT];
    private final @Nullable List<DecisionStep>[] steps = newSteps();
    private final SortedMap<String, Long> blocked = new TreeMap<>();
    private boolean explains;
    private boolean sparesDetails;
    private long count;

    /**
     * One candle and what became of it.
     *
     * @param closedAt close of the candle
     * @param verdict what became of it
     * @param detail which rule or number, when there is more to say
     * @param close price at the close; 0 where it is not kept
     * @param steps what each part of the pipeline said; empty where it was not asked
     */
    public record Entry(
            Instant closedAt, Verdict verdict, Optional<String> detail, double close, List<DecisionStep> steps) {

        public Entry {
            steps = List.copyOf(steps);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable List<DecisionStep>[] newSteps() {
        return new List[KEPT];
    }

    /** Keeps the words of every part of the pipeline from now on, for who asks why. */
    void explain() {
        explains = true;
    }

    /** Nobody will read why an order was made: its numbers need not be put into words from now on. */
    void spareDetails() {
        sparesDetails = true;
    }

    /** The candle whose verdict was noted last closed at {@code close}, and {@code trace} has decided on it. */
    void decided(double close, PipelineTrace trace) {
        int slot = slot(1);
        closes[slot] = close;
        if (explains) {
            steps[slot] = trace.steps();
        }
    }

    void quiet(long atMs, Verdict verdict) {
        int slot = (int) (count++ & (KEPT - 1));
        closedAtMs[slot] = atMs;
        verdicts[slot] = verdict;
        // Looked at first: words are rare, and a write of a reference costs more than a look.
        if (details[slot] != null) {
            details[slot] = null;
        }
        closes[slot] = 0;
        if (steps[slot] != null) {
            steps[slot] = null;
        }
    }

    private int slot(long back) {
        return (int) ((count - back) & (KEPT - 1));
    }

    void note(long atMs, Verdict verdict, String detail) {
        quiet(atMs, verdict);
        details[slot(1)] = detail;
    }

    /** The same with a detail that is put together only where {@linkplain #spareDetails somebody} may read it. */
    void note(long atMs, Verdict verdict, Supplier<String> detail) {
        quiet(atMs, verdict);
        details[slot(1)] = sparesDetails ? null : detail.get();
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
            int slot = slot(back);
            List<DecisionStep> said = steps[slot];
            entries.add(new Entry(
                    Instant.ofEpochMilli(closedAtMs[slot]),
                    verdicts[slot],
                    Optional.ofNullable(details[slot]),
                    closes[slot],
                    said == null ? List.of() : said));
        }
        return entries;
    }
}
