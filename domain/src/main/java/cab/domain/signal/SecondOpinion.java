package cab.domain.signal;

import cab.domain.market.ClosedCandle;

/**
 * Somebody else's view of the same candles, such as a model's: how likely it is that the price rises. It is shown every
 * candle and asked only where the strategies would buy. Owned by one thread.
 */
public interface SecondOpinion {

    /** How many candles of the trading timeframe it must have seen before it has a score. */
    int warmUp();

    /** Takes the next closed candle, which is valid during the call only. Allocates nothing. */
    void onCandle(ClosedCandle candle);

    /** The score after the last candle. */
    OpinionScore score();
}
