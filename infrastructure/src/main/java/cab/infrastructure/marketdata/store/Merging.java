package cab.infrastructure.marketdata.store;

import cab.domain.market.Candle;
import cab.domain.market.CandleColumns;
import cab.domain.market.CandleSeries;

/** Two series that become one; where both have a candle, the offered one counts. Owned by one thread. */
final class Merging {

    private static final int NEITHER = -1;

    private final CandleSeries stored;
    private final CandleSeries offered;
    private int added;
    private int same;
    private int different;
    private int firstDifferent = NEITHER;

    /** @param stored of the same timeframe */
    Merging(CandleSeries stored, CandleSeries offered) {
        this.stored = stored;
        this.offered = offered;
        compare();
    }

    private void compare() {
        for (int index = 0; index < offered.size(); index++) {
            int there = stored.indexAtOrAfter(offered.openTimeMs(index));
            if (there == stored.size() || stored.openTimeMs(there) != offered.openTimeMs(index)) {
                added++;
            } else if (isSame(there, index)) {
                same++;
            } else {
                different++;
                firstDifferent = firstDifferent == NEITHER ? index : firstDifferent;
            }
        }
    }

    private boolean isSame(int there, int index) {
        return stored.open(there) == offered.open(index)
                && stored.high(there) == offered.high(index)
                && stored.low(there) == offered.low(index)
                && stored.close(there) == offered.close(index)
                && stored.volume(there) == offered.volume(index);
    }

    boolean hasConflict() {
        return different > 0;
    }

    boolean changesNothing() {
        return added == 0 && different == 0;
    }

    /** Only where there is one. */
    MergeOutcome.Conflict conflict() {
        long atMs = offered.openTimeMs(firstDifferent);
        return new MergeOutcome.Conflict(
                different,
                atMs,
                numbersOf(stored.candle(stored.indexAtOrAfter(atMs))),
                numbersOf(offered.candle(firstDifferent)));
    }

    private static String numbersOf(Candle candle) {
        return "open " + candle.open() + " high " + candle.high() + " low " + candle.low() + " close " + candle.close()
                + " volume " + candle.volume();
    }

    MergeOutcome.Merged outcome() {
        return new MergeOutcome.Merged(added, same, different, stored.size() + added);
    }

    CandleSeries merged() {
        if (stored.isEmpty()) {
            return offered;
        }
        CandleColumns columns = new CandleColumns(stored.size() + added);
        int left = 0;
        int right = 0;
        for (int index = 0; index < columns.openTimesMs().length; index++) {
            long leftMs = left < stored.size() ? stored.openTimeMs(left) : Long.MAX_VALUE;
            long rightMs = right < offered.size() ? offered.openTimeMs(right) : Long.MAX_VALUE;
            if (rightMs <= leftMs) {
                copy(offered, right, columns, index);
                right++;
                left += rightMs == leftMs ? 1 : 0;
            } else {
                copy(stored, left, columns, index);
                left++;
            }
        }
        return CandleSeries.taking(offered.timeframe(), columns);
    }

    private static void copy(CandleSeries from, int at, CandleColumns to, int index) {
        to.openTimesMs()[index] = from.openTimeMs(at);
        to.opens()[index] = from.open(at);
        to.highs()[index] = from.high(at);
        to.lows()[index] = from.low(at);
        to.closes()[index] = from.close(at);
        to.volumes()[index] = from.volume(at);
    }
}
