package cab.application.port;

import cab.domain.market.ClosedCandle;

/** Receives market data, on a thread of the feed, and passes it on to its mailbox. */
public interface MarketListener {

    /**
     * A trade took place.
     *
     * @param atMs when, UTC milliseconds
     * @param price what it was made at
     */
    void onPrice(long atMs, double price);

    /** A candle of the subscribed timeframe has closed; the view is valid during the call. */
    void onCandle(ClosedCandle candle);
}
