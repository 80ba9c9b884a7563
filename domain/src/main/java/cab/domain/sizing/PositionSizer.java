package cab.domain.sizing;

import cab.domain.market.ClosedCandle;
import cab.domain.money.Money;

/**
 * Says how much an entry spends: a function of its {@link SizingState} and, for some, of the candles it was shown.
 * Owned by one thread.
 */
@FunctionalInterface
public interface PositionSizer {

    /**
     * The amount to spend in quote, fees not included: zero or more, never more than {@link SizingState#affordable},
     * rounded down. The order is then rounded down to the lots of the exchange.
     */
    Money amount(SizingState state);

    /** Takes the next closed candle of the trading timeframe, which is valid during the call. Allocates nothing. */
    default void onCandle(ClosedCandle candle) {
        // Most sizers do not look at the market.
    }

    /** How many candles it must have seen. */
    default int warmUp() {
        return 0;
    }

    /** How it comes to the amount, in words and numbers; put together only when asked for. */
    default String explain(SizingState state) {
        return "";
    }
}
