package cab.domain.signal;

import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import java.util.List;

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

    /** The timeframes of whose past it wants to know, each once; empty for a filter without a memory. */
    default List<Timeframe> timeframes() {
        return List.of();
    }

    /** How many past candles of each of its timeframes it wants to see. */
    default int pastCandles() {
        return 0;
    }

    /**
     * Shows it past candles of one of its timeframes, before the first candle of the trading timeframe or where such
     * candles were lost. What had not closed by {@code closedByMs} and what it knows already is left out.
     *
     * @throws IllegalArgumentException when it did not ask for this timeframe
     */
    default void learn(CandleSeries past, long closedByMs) {
        throw new IllegalArgumentException("this trend filter does not look at candles of " + past.timeframe());
    }

    /** No filter: every trend allows a long position. */
    static TrendFilter off() {
        return TrendFilterOff.OFF;
    }
}
