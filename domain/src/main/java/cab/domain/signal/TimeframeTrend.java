package cab.domain.signal;

import cab.domain.indicator.Ema;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import java.util.Locale;

/**
 * The direction of one timeframe: up while the fast average of its closes is above the slow one, down while it is
 * below, neutral while they are level or the slow one is not warm.
 *
 * <p>Its candles are put together from those of the trading timeframe. Only their closes count, so that a candle whose
 * beginning was not seen is as good as any other. One that nothing was traded in does not exist and is skipped. One
 * whose last trading candle is missing ends with the last there was, and is known once a candle of a later one shows
 * that it is over. Owned by one thread.
 */
final class TimeframeTrend {

    private static final long NONE = Long.MIN_VALUE;

    private final Timeframe timeframe;
    private final Ema fast;
    private final Ema slow;
    private int closes;
    private int direction;
    private long lastOpenMs = NONE;

    /** The candle under way; over since {@link #NONE} when there is none. */
    private long openMs;

    private long closeMs = NONE;
    private double close;

    TimeframeTrend(Timeframe timeframe, int fastPeriod, int slowPeriod) {
        this.timeframe = timeframe;
        this.fast = new Ema(fastPeriod);
        this.slow = new Ema(slowPeriod);
    }

    Timeframe timeframe() {
        return timeframe;
    }

    /** 1 for up, −1 for down, 0 for neutral. */
    int direction() {
        return direction;
    }

    /** Takes the next candle of the trading timeframe; whether a candle of this timeframe has become known by it. */
    boolean onCandle(ClosedCandle candle) {
        boolean known = false;
        long candleOpenMs = candle.openTimeMs();
        if (candleOpenMs >= closeMs) {
            known = endCandle();
            openMs = timeframe.bucketOpenMs(candleOpenMs);
            closeMs = openMs + timeframe.lengthMs();
        }
        close = candle.close();
        if (candle.closeTimeMs() >= closeMs) {
            known |= endCandle();
            closeMs = NONE;
        }
        return known;
    }

    /** Takes past candles of this timeframe that closed by {@code closedByMs} and are later than what it knows. */
    void learn(CandleSeries past, long closedByMs) {
        for (int index = 0; index < past.size(); index++) {
            if (past.openTimeMs(index) > lastOpenMs && past.closeTimeMs(index) <= closedByMs) {
                take(past.openTimeMs(index), past.close(index));
            }
        }
    }

    private boolean endCandle() {
        if (closeMs == NONE || openMs <= lastOpenMs) {
            return false;
        }
        take(openMs, close);
        return true;
    }

    private void take(long candleOpenMs, double candleClose) {
        lastOpenMs = candleOpenMs;
        fast.add(candleClose);
        slow.add(candleClose);
        if (closes < slow.period()) {
            closes++;
        }
        direction = slow.isWarm() ? (int) Math.signum(fast.value() - slow.value()) : 0;
    }

    /** Such as {@code 4h down (average of 12 closes 64012.5, of 26 64100.0)}. */
    String explain() {
        if (!slow.isWarm()) {
            return String.format(Locale.ROOT, "%s neutral (%d of %d candles seen)", timeframe, closes, slow.period());
        }
        return String.format(
                Locale.ROOT,
                "%s %s (average of %d closes %.8g, of %d %.8g)",
                timeframe,
                direction > 0 ? "up" : direction < 0 ? "down" : "level",
                fast.period(),
                fast.value(),
                slow.period(),
                slow.value());
    }
}
