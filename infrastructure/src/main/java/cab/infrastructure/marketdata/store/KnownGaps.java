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
        return with(List.of(new Span(fromMs, toMs)));
    }

    /** These and {@code more}, of which one that ends before it begins counts nothing. */
    public KnownGaps with(List<Span> more) {
        NavigableMap<Long, Long> changed = new TreeMap<>(spans);
        more.forEach(span -> join(changed, span.fromMs, span.toMs));
        return new KnownGaps(changed);
    }

    /** Adds a span, and makes one of it and of those that it touches. */
    private static void join(NavigableMap<Long, Long> spans, long fromMs, long toMs) {
        if (fromMs >= toMs) {
            return;
        }
        long from = fromMs;
        long to = toMs;
        Map.Entry<Long, Long> before = spans.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        SortedMap<Long, Long> swallowed = spans.subMap(from, true, to, true);
        for (long end : swallowed.values()) {
            to = Math.max(to, end);
        }
        swallowed.clear();
        spans.put(from, to);
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
        for (Span known : knownOf(span)) {
            if (known.fromMs > at) {
                unknown.add(new Span(at, known.fromMs));
            }
            at = known.toMs;
        }
        if (at < span.toMs) {
            unknown.add(new Span(at, span.toMs));
        }
        return unknown;
    }

    /** What is known of {@code span}, in order. */
    private List<Span> knownOf(Span span) {
        List<Span> known = new ArrayList<>();
        Map.Entry<Long, Long> before = spans.floorEntry(span.fromMs);
        long first = before != null && before.getValue() > span.fromMs ? before.getKey() : span.fromMs;
        if (first < span.toMs) {
            spans.subMap(first, span.toMs)
                    .forEach((from, to) -> known.add(new Span(Math.max(from, span.fromMs), Math.min(to, span.toMs))));
        }
        return known;
    }

    /** What these know of what is missing in {@code candles}: all else has been filled, or is no gap. */
    public KnownGaps within(CandleSeries candles) {
        return NONE.with(
                gapsOf(candles).stream().flatMap(gap -> knownOf(gap).stream()).toList());
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
