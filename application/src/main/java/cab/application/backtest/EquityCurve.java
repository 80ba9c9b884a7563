package cab.application.backtest;

import cab.domain.market.CandleSeries;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Equity marked at candle closes, and the statistics of it: drawdown over all marks, ratios over the returns of UTC
 * days. No allocation per mark, but for one slot a day. Owned by one thread.
 */
public final class EquityCurve {

    private static final long DAY_MS = 86_400_000L;

    private double peak;
    private double trough;
    private double maxDrawdown;
    private double last;
    private double dayStart;
    private long day = Long.MIN_VALUE;
    private double[] dailyReturns = new double[64];
    private int days;

    /** A curve that begins at {@code initial}. */
    public EquityCurve(double initial) {
        this.peak = initial;
        this.trough = initial;
        this.last = initial;
        this.dayStart = initial;
    }

    /** The whole of {@code line}, and its last day closed. */
    static EquityCurve of(AccountLine line, double initial) {
        EquityCurve curve = new EquityCurve(initial);
        double[] values = line.values();
        for (int index = 0; index < values.length; index++) {
            curve.mark(line.timeMs(index), values[index]);
        }
        curve.end();
        return curve;
    }

    /** Takes the equity at a candle's close. A close at midnight belongs to the day that ends with it. */
    public void mark(long closedAtMs, double equity) {
        long markDay = Math.floorDiv(closedAtMs - 1, DAY_MS);
        if (markDay != day) {
            if (day != Long.MIN_VALUE) {
                endDay();
            }
            day = markDay;
        }
        last = equity;
        follow(equity);
    }

    /**
     * Marks the closes from {@code from} to {@code to}, which is left out, at which there are {@code cash} and
     * {@code base}: the same as marking them one by one.
     *
     * @param base 0 or more
     */
    public void markAll(CloseBlocks closes, int from, int to, double cash, double base) {
        CandleSeries candles = closes.candles();
        int begin = from;
        while (begin < to) {
            long markDay = Math.floorDiv(candles.closeTimeMs(begin) - 1, DAY_MS);
            int end = to;
            if (Math.floorDiv(candles.closeTimeMs(to - 1) - 1, DAY_MS) != markDay) {
                end = firstOfDay(candles, begin, markDay + 1);
            }
            followAll(closes, begin, end - 1, cash, base);
            mark(candles.closeTimeMs(end - 1), cash + base * candles.close(end - 1));
            begin = end;
        }
    }

    /** The first candle behind {@code begin} that closes on a later day than the one before {@code nextDay}. */
    private static int firstOfDay(CandleSeries candles, int begin, long nextDay) {
        long lengthMs = candles.timeframe().lengthMs();
        long openMs = nextDay * DAY_MS - lengthMs + 1;
        // Where no candle is missing it is just there.
        long whole = begin + (openMs - candles.openTimeMs(begin) + lengthMs - 1) / lengthMs;
        if (whole > begin && whole < candles.size()) {
            int guess = (int) whole;
            if (candles.openTimeMs(guess) >= openMs && candles.openTimeMs(guess - 1) < openMs) {
                return guess;
            }
        }
        return candles.indexAtOrAfter(openMs);
    }

    private void followAll(CloseBlocks closes, int from, int to, double cash, double base) {
        CandleSeries candles = closes.candles();
        int index = from;
        while (index < to) {
            // Equity rises with the close, rounding included: without a new peak the lowest of a block is all of it.
            if (CloseBlocks.isBlock(index, to) && cash + base * closes.highest(index) <= peak) {
                trough = Math.min(trough, cash + base * closes.lowest(index));
                index += CloseBlocks.LENGTH;
            } else {
                follow(cash + base * candles.close(index));
                index++;
            }
        }
    }

    private void follow(double equity) {
        if (equity > peak) {
            fallen();
            peak = equity;
            trough = equity;
        } else if (equity < trough) {
            trough = equity;
        }
    }

    /** From one peak the deepest trough is the largest fall: rounding keeps that order. */
    private void fallen() {
        maxDrawdown = Math.max(maxDrawdown, 1 - trough / peak);
    }

    private void endDay() {
        if (days == dailyReturns.length) {
            dailyReturns = Arrays.copyOf(dailyReturns, days * 2);
        }
        dailyReturns[days++] = dayStart > 0 ? last / dayStart - 1 : 0;
        dayStart = last;
    }

    /** Closes the last day. */
    public void end() {
        if (day != Long.MIN_VALUE) {
            endDay();
            day = Long.MIN_VALUE;
        }
    }

    /** The returns of the days that are closed: a new array. */
    public double[] dailyReturns() {
        return Arrays.copyOf(dailyReturns, days);
    }

    /** The highest mark so far, or what the curve began at. */
    public double peak() {
        return peak;
    }

    /** The largest fall from a peak before it, in percent of the peak. */
    public double maxDrawdownPercent() {
        fallen();
        return maxDrawdown * 100;
    }

    /** Mean daily return over its standard deviation (of a sample), annualised. */
    public OptionalDouble sharpe() {
        return Statistics.sharpe(Arrays.copyOf(dailyReturns, days));
    }

    /** Mean daily return over the root mean square of negative days, counted over all days, annualised. */
    public OptionalDouble sortino() {
        return Statistics.sortino(Arrays.copyOf(dailyReturns, days));
    }
}
