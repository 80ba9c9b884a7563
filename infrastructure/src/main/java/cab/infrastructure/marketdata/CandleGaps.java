package cab.infrastructure.marketdata;

import cab.domain.market.CandleSeries;

/**
 * What is missing between the first and the last candle of a series, judged by its timeframe. Immutable.
 *
 * @param gaps places where at least one candle is missing
 * @param missing candles missing in all
 * @param longest candles missing in the longest gap
 * @param longestAtMs when the longest gap begins, UTC milliseconds; 0 when there is none
 */
public record CandleGaps(long gaps, long missing, long longest, long longestAtMs) {

    /** The gaps of {@code candles}. */
    public static CandleGaps of(CandleSeries candles) {
        long gaps = 0;
        long missing = 0;
        long longest = 0;
        long longestAtMs = 0;
        long lengthMs = candles.timeframe().lengthMs();
        for (int index = 1; index < candles.size(); index++) {
            long absent = (candles.openTimeMs(index) - candles.openTimeMs(index - 1)) / lengthMs - 1;
            if (absent <= 0) {
                continue;
            }
            gaps++;
            missing += absent;
            if (absent > longest) {
                longest = absent;
                longestAtMs = candles.closeTimeMs(index - 1);
            }
        }
        return new CandleGaps(gaps, missing, longest, longestAtMs);
    }
}
