package cab.domain.strategy;

import cab.domain.market.ClosedCandle;

/**
 * A rule that forms an opinion on each closed candle of the trading timeframe, in order of time.
 *
 * <p>It sees nothing but closed candles and depends on nothing else, so that the same candles give the same signals in
 * backtest, paper and live. It allocates nothing per candle. Owned by one thread.
 */
public interface Strategy {

    /** The name it is chosen by, such as {@code ema_cross}. */
    String name();

    /** How many candles it must have seen before it has an opinion: so many answers are {@link Signal#WARMING_UP}. */
    int warmUp();

    /** Takes the next closed candle, which is valid during the call only, and says what it thinks. */
    Signal onCandle(ClosedCandle candle);

    /** The reason for the last signal, in words and numbers; put together only when asked for. */
    String explain();
}
