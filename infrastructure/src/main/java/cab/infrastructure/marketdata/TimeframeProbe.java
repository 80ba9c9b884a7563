package cab.infrastructure.marketdata;

import cab.domain.market.Timeframe;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Learns the timeframe of a file from the smallest step between its rows. Owned by one thread. */
final class TimeframeProbe implements CandleRows {

    private static final long NONE = Long.MIN_VALUE;

    private long lastMs = NONE;
    private long smallestStepMs = Long.MAX_VALUE;

    @Override
    public @Nullable String take(long openTimeMs, double open, double high, double low, double close, double volume) {
        if (lastMs != NONE) {
            if (openTimeMs <= lastMs) {
                return "timestamp must be later than " + lastMs + ", was " + openTimeMs;
            }
            smallestStepMs = Math.min(smallestStepMs, openTimeMs - lastMs);
        }
        lastMs = openTimeMs;
        return null;
    }

    Optional<Timeframe> timeframe() {
        return Arrays.stream(Timeframe.values())
                .filter(timeframe -> timeframe.lengthMs() == smallestStepMs)
                .findFirst();
    }

    /** Why {@link #timeframe} is empty. */
    String refusal() {
        if (smallestStepMs == Long.MAX_VALUE) {
            return "the timeframe of fewer than two candles cannot be told";
        }
        return "the smallest step between candles must be a timeframe (" + Timeframe.labels()
                + ") in milliseconds, was " + smallestStepMs + " ms";
    }
}
