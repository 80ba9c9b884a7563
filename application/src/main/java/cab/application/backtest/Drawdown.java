package cab.application.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far and how long equity lay below a peak before it. Equity begins at the opening of the first candle with what
 * was paid in, and is then seen at closes. Immutable.
 *
 * @param maxPercent the deepest fall below a peak, in percent of the peak; 0 when equity never fell
 * @param high the peak before the deepest fall
 * @param low its bottom
 * @param start when the peak was
 * @param end when the bottom was
 * @param recovered when equity had regained the peak; empty when it has not
 * @param maxAmount the deepest fall in quote; it may be another one
 * @param longest the longest time from a peak until it was regained, or until the end
 * @param ulcer root mean square of the fall below the peak at all closes, in percent
 */
public record Drawdown(
        double maxPercent,
        double high,
        double low,
        Instant start,
        Instant end,
        Optional<Instant> recovered,
        double maxAmount,
        Duration longest,
        double ulcer) {

    /** Of equity that begins with {@code initial} at {@code startMs}. */
    static Drawdown of(AccountLine line, double initial, long startMs) {
        Walk walk = new Walk(initial, startMs);
        double[] values = line.values();
        for (int index = 0; index < values.length; index++) {
            walk.at(line.timeMs(index), values[index]);
        }
        return walk.end(values.length);
    }

    /** Equity as it goes. Owned by one thread. */
    private static final class Walk {

        private double peak;
        private long peakAtMs;
        private long lastMs;
        private double deepest;
        private double high;
        private double low;
        private long startMs;
        private long endMs;
        private long recoveredMs = -1;
        private double maxAmount;
        private long longestMs;
        private double squares;
        private boolean below;

        Walk(double initial, long startMs) {
            this.peak = initial;
            this.peakAtMs = startMs;
            this.lastMs = startMs;
            this.high = initial;
            this.low = initial;
            this.startMs = startMs;
            this.endMs = startMs;
        }

        void at(long atMs, double value) {
            lastMs = atMs;
            if (value >= peak) {
                if (below) {
                    regained(atMs);
                }
                below = false;
                peak = value;
                peakAtMs = atMs;
                return;
            }
            below = true;
            double fall = 1 - value / peak;
            squares += fall * fall;
            maxAmount = Math.max(maxAmount, peak - value);
            if (fall > deepest) {
                deepest = fall;
                high = peak;
                low = value;
                startMs = peakAtMs;
                endMs = atMs;
                recoveredMs = -1;
            }
        }

        private void regained(long atMs) {
            longestMs = Math.max(longestMs, atMs - peakAtMs);
            if (startMs == peakAtMs && recoveredMs < 0) {
                recoveredMs = atMs;
            }
        }

        Drawdown end(int closes) {
            longestMs = Math.max(longestMs, below ? lastMs - peakAtMs : 0);
            return new Drawdown(
                    deepest * 100,
                    high,
                    low,
                    Instant.ofEpochMilli(startMs),
                    Instant.ofEpochMilli(endMs),
                    recoveredMs < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(recoveredMs)),
                    maxAmount,
                    Duration.ofMillis(longestMs),
                    closes == 0 ? 0 : Math.sqrt(squares / closes) * 100);
        }
    }
}
