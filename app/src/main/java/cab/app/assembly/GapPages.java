package cab.app.assembly;

import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.infrastructure.marketdata.store.KnownGaps;
import cab.infrastructure.marketdata.store.KnownGaps.Span;
import java.util.ArrayList;
import java.util.List;

/** The pages that must be read for what is missing inside a series and may be had. Pure functions. */
final class GapPages {

    private GapPages() {}

    /**
     * A page.
     *
     * @param fromMs opening of the first candle that is missing
     * @param toMs opening of the last one
     * @param gaps what is missing in between
     */
    record Page(long fromMs, long toMs, List<Span> gaps) {

        /** Those of {@code candles} that are missing: neighbours are left as they are stored. */
        List<Candle> missing(List<Candle> candles) {
            return candles.stream()
                    .filter(candle -> gaps.stream()
                            .anyMatch(gap -> candle.openTimeMs() >= gap.fromMs() && candle.openTimeMs() < gap.toMs()))
                    .toList();
        }
    }

    /**
     * The pages for the gaps of {@code candles} that are not known, between {@code fromMs} and {@code toMs}; gaps that
     * lie close together share one.
     *
     * @param size candles of a page
     */
    static List<Page> of(CandleSeries candles, KnownGaps known, Span within, int size) {
        long lengthMs = candles.timeframe().lengthMs();
        List<Page> pages = new ArrayList<>();
        List<Span> gaps = new ArrayList<>();
        for (Span span : unknown(candles, known, within)) {
            for (long from = span.fromMs(); from < span.toMs(); ) {
                long begin = gaps.isEmpty() ? from : gaps.getFirst().fromMs();
                long end = begin + size * lengthMs;
                if (from >= end) {
                    pages.add(page(gaps, lengthMs));
                    gaps.clear();
                    continue;
                }
                gaps.add(new Span(from, Math.min(end, span.toMs())));
                from = Math.min(end, span.toMs());
            }
        }
        if (!gaps.isEmpty()) {
            pages.add(page(gaps, lengthMs));
        }
        return pages;
    }

    private static List<Span> unknown(CandleSeries candles, KnownGaps known, Span within) {
        return KnownGaps.gapsOf(candles).stream()
                .map(gap -> new Span(Math.max(gap.fromMs(), within.fromMs()), Math.min(gap.toMs(), within.toMs())))
                .filter(gap -> gap.fromMs() < gap.toMs())
                .flatMap(gap -> known.unknownOf(gap).stream())
                .toList();
    }

    private static Page page(List<Span> gaps, long lengthMs) {
        return new Page(gaps.getFirst().fromMs(), gaps.getLast().toMs() - lengthMs, List.copyOf(gaps));
    }
}
