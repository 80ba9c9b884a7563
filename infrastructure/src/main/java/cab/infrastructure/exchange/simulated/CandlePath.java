package cab.infrastructure.exchange.simulated;

import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;

/**
 * The way the price is taken to go inside a candle: straight from open to low, to high, to close, a third of the time
 * each. The low comes first, which is the worse for who holds coins. The view moves on from candle to candle. Owned by
 * one thread.
 */
final class CandlePath implements ClosedCandle {

    /** What the rounding of doubles may add to a time that is a whole millisecond. */
    private static final double ROUNDING_NOISE_MS = 1e-6;

    private CandleSeries series;
    private int index;
    private long lengthMs;

    CandlePath(CandleSeries series, int index) {
        this.series = series;
        this.index = index;
        this.lengthMs = series.timeframe().lengthMs();
    }

    void moveTo(CandleSeries nextSeries, int nextIndex) {
        series = nextSeries;
        index = nextIndex;
        lengthMs = nextSeries.timeframe().lengthMs();
    }

    CandleSeries series() {
        return series;
    }

    int index() {
        return index;
    }

    @Override
    public long openTimeMs() {
        return series.openTimeMs(index);
    }

    long lowMs() {
        return openTimeMs() + lengthMs / 3;
    }

    long highMs() {
        return openTimeMs() + 2 * (lengthMs / 3);
    }

    @Override
    public long closeTimeMs() {
        return openTimeMs() + lengthMs;
    }

    @Override
    public double open() {
        return series.open(index);
    }

    @Override
    public double high() {
        return series.high(index);
    }

    @Override
    public double low() {
        return series.low(index);
    }

    @Override
    public double close() {
        return series.close(index);
    }

    @Override
    public double volume() {
        return series.volume(index);
    }

    /** The price at an instant of the candle; open and close included. */
    double priceAt(long nowMs) {
        if (nowMs <= lowMs()) {
            return between(nowMs, openTimeMs(), open(), lowMs(), low());
        }
        if (nowMs <= highMs()) {
            return between(nowMs, lowMs(), low(), highMs(), high());
        }
        return between(nowMs, highMs(), high(), closeTimeMs(), close());
    }

    /** When the price, on its way from open to low, reaches {@code level}: the first whole millisecond. */
    long fallsFromOpenAt(double level) {
        return reachedAt(level, openTimeMs(), open(), lowMs(), low());
    }

    /** When the price, on its way from low to high, reaches {@code level}. */
    long risesAt(double level) {
        return reachedAt(level, lowMs(), low(), highMs(), high());
    }

    /** When the price, on its way from high to close, reaches {@code level}. */
    long fallsFromHighAt(double level) {
        return reachedAt(level, highMs(), high(), closeTimeMs(), close());
    }

    private static double between(long nowMs, long fromMs, double from, long toMs, double to) {
        // The ends are given as they are, so that they stay exact.
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
