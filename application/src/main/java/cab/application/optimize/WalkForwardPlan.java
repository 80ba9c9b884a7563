package cab.application.optimize;

import cab.domain.market.CandleSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a search walks forward: it chooses settings on a stretch of candles, trades them on the stretch behind it, moves
 * on by that, and chooses again. What is traded was never searched. Immutable.
 *
 * @param train how long a search looks back
 * @param test how long its choice is traded
 * @param anchored whether every search looks back to the very beginning, not just over {@code train}
 */
public record WalkForwardPlan(Duration train, Duration test, boolean anchored) {

    /** More windows than this are a mistake. */
    public static final int WINDOWS_MAX = 1_000;

    public WalkForwardPlan {
        if (!train.isPositive() || !test.isPositive()) {
            throw new IllegalArgumentException(
                    "both stretches must be longer than nothing, were " + train + " and " + test);
        }
    }

    /**
     * Where it is searched, and where the choice is traded.
     *
     * @param train candles of the search
     * @param test candles behind it
     */
    public record Window(CandleSpan train, CandleSpan test) {}

    /**
     * The windows over {@code candles}, at most {@value #WINDOWS_MAX}. The last stretch may be cut short by the end of
     * the candles; one of less than half its length is left out. A stretch without candles is left out too.
     */
    public List<Window> windows(CandleSeries candles) {
        List<Window> windows = new ArrayList<>();
        long endMs = candles.closeTimeMs(candles.size() - 1);
        long testFromMs = candles.openTimeMs(0) + train.toMillis();
        while (testFromMs + test.toMillis() / 2 <= endMs && windows.size() < WINDOWS_MAX) {
            int trainFrom = anchored ? 0 : candles.indexAtOrAfter(testFromMs - train.toMillis());
            int testFrom = candles.indexAtOrAfter(testFromMs);
            int testTo = candles.indexAtOrAfter(testFromMs + test.toMillis());
            if (trainFrom < testFrom && testFrom < testTo) {
                windows.add(new Window(new CandleSpan(trainFrom, testFrom), new CandleSpan(testFrom, testTo)));
            }
            testFromMs += test.toMillis();
        }
        return windows;
    }
}
