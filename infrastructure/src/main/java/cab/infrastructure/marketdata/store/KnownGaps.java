package cab.infrastructure.marketdata.store;

import cab.domain.market.CandleSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Spans of time of which an exchange was asked and has no candles. Immutable. */
public final class KnownGaps {

    private static final KnownGaps NONE = new KnownGaps(new TreeMap<>());

    /** Ends by beginnings; no two touch. */
    private final NavigableMap<Long, Long> spans;

    private KnownGaps(NavigableMap<Long, Long> spans) {
        this.spans = spans;
    }

    /**
     * A span of time. Immutable.
     *
     * @param fromMs UTC milliseconds
     * @param toMs behind it, left out
     */
    public record Span(long fromMs, long toMs) {}

    /** Nothing is known. */
    public static KnownGaps none() {
        return NONE;
    }

    /** These and the time from {@code fromMs} to {@code toMs}, which is left out. */
    public KnownGaps with(long fromMs, long toMs) {
        if (fromMs >= toMs) {
            return this;
        }
        long from = fromMs;
        long to = toMs;
        NavigableMap<Long, Long> changed = new TreeMap<>(spans);
        Map.Entry<Long, Long> before = changed.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        SortedMap<Long, Long> swallowed = changed.subMap(from, true, to, true);
        for (long end : swallowed.values()) {
            to = Math.max(to, end);
        }
        swallowed.clear();
        changed.put(from, to);
        return new KnownGaps(changed);
    }

    /** All of them, in order. */
    public List<Span> all() {
        return spans.entrySet().stream()
                .map(span -> new Span(span.getKey(), span.getValue()))
                .toList();
    }

    /** What is not known of {@code span}, in order. */
    public List<Span> unknownOf(Span span) {
        List<Span> unknown = new ArrayList<>();
        long at = span.fromMs;
        for (Span known : all()) {
            if (known.toMs > at && known.fromMs < span.toMs) {
                if (known.fromMs > at) {
                    unknown.add(new Span(at, known.fromMs));
                }
                at = known.toMs;
            }
        }
        if (at < span.toMs) {
            unknown.add(new Span(at, span.toMs));
        }
        return unknown;
    }

    /** What these know of what is missing in {@code candles}: all else has been filled, or is no gap. */
    public KnownGaps within(CandleSeries candles) {
        KnownGaps kept = NONE;
        for (Span gap : gapsOf(candles)) {
            for (Span known : all()) {
                kept = kept.with(Math.max(gap.fromMs, known.fromMs), Math.min(gap.toMs, known.toMs));
            }
        }
        return kept;
    }

    /** What is missing between the first and the last of {@code candles}, in order. */
    public static List<Span> gapsOf(CandleSeries candles) {
        List<Span> gaps = new ArrayList<>();
        for (int index = 1; index < candles.size(); index++) {
            if (candles.openTimeMs(index) > candles.closeTimeMs(index - 1)) {
                gaps.add(new Span(candles.closeTimeMs(index - 1), candles.openTimeMs(index)));
            }
        }
        return gaps;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KnownGaps gaps && spans.equals(gaps.spans);
    }

    @Override
    public int hashCode() {
        return spans.hashCode();
    }

    @Override
    public String toString() {
        return all().toString();
    }
}
