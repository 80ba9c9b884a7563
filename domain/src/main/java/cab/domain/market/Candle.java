package cab.domain.market;

import cab.domain.money.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * One closed candle by value. Immutable.
 *
 * @param openTimeMs start of the interval, UTC milliseconds
 * @param closeTimeMs end of the interval, exclusive; after the start
 * @param open first price, positive
 * @param high highest price
 * @param low lowest price, positive
 * @param close last price
 * @param volume in base, zero or more
 */
public record Candle(
        long openTimeMs, long closeTimeMs, double open, double high, double low, double close, double volume)
        implements ClosedCandle {

    /** Digits after the point that a price may have. */
    private static final int PRICE_SCALE_MAX = 18;

    public Candle {
        if (closeTimeMs <= openTimeMs) {
            throw new IllegalArgumentException(
                    "candle must close after it opens, opened " + openTimeMs + " and closed " + closeTimeMs);
        }
        String fault = faultOf(open, high, low, close, volume);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
    }

    /** The candle as a value that can be kept. */
    public static Candle copyOf(ClosedCandle candle) {
        return candle instanceof Candle value
                ? value
                : new Candle(
                        candle.openTimeMs(),
                        candle.closeTimeMs(),
                        candle.open(),
                        candle.high(),
                        candle.low(),
                        candle.close(),
                        candle.volume());
    }

    /**
     * The exact price that {@code price} was parsed from: the shortest decimal that reads as this double, which is the
     * source text for up to 15 significant digits. What a price has beyond 18 digits after the point, which no source
     * gives but reckoning does, is rounded half even.
     */
    public static Price exactPrice(double price) {
        BigDecimal shortest = ShortestDecimal.of(price);
        return new Price(
                shortest.scale() <= PRICE_SCALE_MAX
                        ? shortest
                        : shortest.setScale(PRICE_SCALE_MAX, RoundingMode.HALF_EVEN));
    }

    /** What is wrong with these numbers as a candle, or null when nothing is. */
    static @Nullable String faultOf(double open, double high, double low, double close, double volume) {
        // Negated comparisons, so that NaN fails them.
        if (!(low > 0)) {
            return "low must be more than 0, was " + low;
        }
        if (!(high < Double.POSITIVE_INFINITY)) {
            return "high must be finite, was " + high;
        }
        if (!(low <= open && open <= high)) {
            return "open must lie between low " + low + " and high " + high + ", was " + open;
        }
        if (!(low <= close && close <= high)) {
            return "close must lie between low " + low + " and high " + high + ", was " + close;
        }
        if (!(volume >= 0 && volume < Double.POSITIVE_INFINITY)) {
            return "volume must be 0 or more, was " + volume;
        }
        return null;
    }
}
