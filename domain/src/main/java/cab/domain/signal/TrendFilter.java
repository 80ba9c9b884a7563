package cab.domain.signal;

import cab.domain.market.ClosedCandle;

/**
 * The view from higher timeframes: whether they leave room for a new long position. It never forbids a sale. Owned by
 * one thread.
 */
public interface TrendFilter {

    /** Takes the next closed candle of the trading timeframe, out of which higher ones are put together. */
    void onCandle(ClosedCandle baseCandle);

    /** Whether a new long position goes with the trend. */
    boolean allowsLong();

    /** The reason, in words and numbers; put together only when asked for. */
    String explain();

    /** No filter: every trend allows a long position. */
    static TrendFilter off() {
        return TrendFilterOff.OFF;
    }
}
