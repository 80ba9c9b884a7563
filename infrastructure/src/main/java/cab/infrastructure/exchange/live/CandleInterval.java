package cab.infrastructure.exchange.live;

import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.transport.ExchangeFault;

/**
 * The candles of an exchange that one of our timeframes is made of: its own where the exchange has it, else the longest
 * that it can be put together from.
 *
 * @param timeframe of the exchange's candles
 * @param label as the exchange writes it
 */
public record CandleInterval(Timeframe timeframe, String label) {

    /** How many of them make one candle of {@code whole}. */
    public int partsOf(Timeframe whole) {
        return Math.toIntExact(whole.lengthMs() / timeframe.lengthMs());
    }

    /**
     * {@code openMs}, where a candle of the exchange opens; it must be where ours open.
     *
     * @throws ExchangeFault when it is not
     */
    public long aligned(long openMs) {
        if (timeframe.bucketOpenMs(openMs) != openMs) {
            throw new ExchangeFault("a candle of " + label + " opens at an odd time: " + openMs);
        }
        return openMs;
    }
}
