package cab.infrastructure.exchange.server;

import cab.infrastructure.exchange.simulated.MarketBoard;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as exchanges write them. Stateless, thread-safe. */
public final class WireNumbers {

    /** Digits behind the point of volumes and averages. */
    private static final int SCALE = 8;

    private WireNumbers() {}

    /** Without exponent and without trailing zeros. */
    public static String number(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** The decimal that a price was parsed from. */
    public static String price(double price) {
        return number(new BigDecimal(Double.toString(price)));
    }

    /** A volume, to eight digits. */
    public static String volume(double volume) {
        return number(new BigDecimal(Double.toString(volume)).setScale(SCALE, RoundingMode.HALF_UP));
    }

    /** Inside a candle the way of the price is a line; what is traded lies on a tick. */
    public static double onTick(MarketBoard board, double price) {
        int scale = board.instrument().priceTick().scale();
        return new BigDecimal(Double.toString(price))
                .setScale(Math.max(0, scale), RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
