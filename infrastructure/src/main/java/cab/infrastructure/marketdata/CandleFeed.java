package cab.infrastructure.marketdata;

import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import java.util.Optional;

/** Where the candles of one symbol come from. The same instant always gives the same candles. Owned by one thread. */
public interface CandleFeed {

    /** The length of the candles. */
    Timeframe timeframe();

    /**
     * A piece of the market with at least one candle that opens at or after {@code epochMs}, or empty when there are
     * none any more. It may hold earlier candles too.
     */
    Optional<CandleSeries> blockFrom(long epochMs);

    /**
     * The last candles, at most {@code count}, that close at or before {@code epochMs}, oldest first; fewer when there
     * are not as many.
     */
    CandleSeries before(long epochMs, int count);

    /** Finer candles of the one series that this feed gives, where they are known. */
    default Optional<FinerCandles> finer() {
        return Optional.empty();
    }
}
