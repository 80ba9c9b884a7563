package cab.infrastructure.sweep;

import cab.domain.market.CandleSeries;
import cab.infrastructure.marketdata.FinerCandles;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the price of a trial follows: straight from open to low, to high, to close of the candle, or of the finer ones
 * that it is made of, where they are known. Owned by one thread.
 */
final class TrialPath {

    private static final double ROUNDING_NOISE_MS = 1e-6;

    private final CandleSeries candles;
    private final @Nullable FinerCandles finer;
    private final long wholeLengthMs;
    private final long wholeThirdMs;
    private int candle;

    /** The candle that is followed: the whole one or a finer one. */
    private CandleSeries series;

    private int index;
    private long lengthMs;
    private long thirdMs;
    private boolean lookedInto;

    /** The last finer candle has closed, and the candle has not: nothing is traded any more. */
    private boolean over;

    TrialPath(CandleSeries candles, Optional<FinerCandles> finer) {
        this.candles = candles;
        this.finer = finer.orElse(null);
        this.series = candles;
        this.wholeLengthMs = candles.timeframe().lengthMs();
        this.wholeThirdMs = wholeLengthMs / 3;
        this.lengthMs = wholeLengthMs;
        this.thirdMs = wholeThirdMs;
    }

    /** Follows candle {@code next} from its opening on. */
    void skipTo(int next) {
        candle = next;
        series = candles;
        index = next;
        lengthMs = wholeLengthMs;
        thirdMs = wholeThirdMs;
        lookedInto = false;
        over = false;
    }

    /** Looks into the candle, which has not closed at {@code nowMs}; whether finer ones are followed from now on. */
    boolean begin(long nowMs) {
        if (finer == null || lookedInto || nowMs >= wholeCloseMs()) {
            return false;
        }
        lookedInto = true;
        int begin = finer.beginOf(candle);
        if (begin < 0) {
            return false;
        }
        series = finer.candles();
        index = begin;
        lengthMs = series.timeframe().lengthMs();
        thirdMs = lengthMs / 3;
        return true;
    }

    /** Whether the finer candle that is followed has closed before {@code nowMs}. */
    boolean isPartBefore(long nowMs) {
        return series != candles && !over && closeMs() < nowMs;
    }

    /** The finer candle has closed; whether another one follows in this candle. */
    boolean endPart() {
        int next = index + 1;
        over = next == series.size() || series.openTimeMs(next) >= wholeCloseMs();
        if (!over) {
            index = next;
        }
        return !over;
    }

    boolean isOver() {
        return over;
    }

    /** Whether the way of the price inside {@code other}, a candle to come, is known better than by itself. */
    boolean isTold(int other) {
        return finer != null && finer.beginOf(other) >= 0;
    }

    long wholeOpenMs() {
        return candles.openTimeMs(candle);
    }

    long wholeCloseMs() {
        return candles.openTimeMs(candle) + wholeLengthMs;
    }

    /** The close of the candle itself. */
    double wholeClose() {
        return candles.close(candle);
    }

    long openMs() {
        return series.openTimeMs(index);
    }

    long lowMs() {
        return openMs() + thirdMs;
    }

    long highMs() {
        return openMs() + 2 * thirdMs;
    }

    long closeMs() {
        return openMs() + lengthMs;
    }

    double open() {
        return series.open(index);
    }

    double high() {
        return series.high(index);
    }

    double low() {
        return series.low(index);
    }

    double close() {
        return series.close(index);
    }

    double volume() {
        return series.volume(index);
    }

    /** The last price before what is followed opens. */
    double previousClose() {
        boolean isFirst = series == candles || series.openTimeMs(index - 1) < wholeOpenMs();
        if (!isFirst) {
            return series.close(index - 1);
        }
        return candle == 0 ? candles.open(0) : candles.close(candle - 1);
    }

    double priceAt(long nowMs) {
        if (nowMs <= lowMs()) {
            return between(nowMs, openMs(), open(), lowMs(), low());
        }
        if (nowMs <= highMs()) {
            return between(nowMs, lowMs(), low(), highMs(), high());
        }
        return between(nowMs, highMs(), high(), closeMs(), close());
    }

    /** When the price, on its way from open to low, reaches {@code level}. */
    long fallsFromOpenAt(double level) {
        return reachedAt(level, openMs(), open(), lowMs(), low());
    }

    /** When the price, on its way from high to close, reaches {@code level}. */
    long fallsFromHighAt(double level) {
        return reachedAt(level, highMs(), high(), closeMs(), close());
    }

    private static double between(long nowMs, long fromMs, double from, long toMs, double to) {
        if (nowMs <= fromMs) {
            return from;
        }
        return nowMs >= toMs ? to : from + (to - from) * ((double) (nowMs - fromMs) / (toMs - fromMs));
    }

    private static long reachedAt(double level, long fromMs, double from, long toMs, double to) {
        double share = from == to ? 0 : (level - from) / (to - from);
        long reached = fromMs + (long) Math.ceil(share * (toMs - fromMs) - ROUNDING_NOISE_MS);
        return Math.clamp(reached, fromMs, toMs);
    }
}
