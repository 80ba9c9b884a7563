package cab.infrastructure.exchange.simulated;

import cab.domain.market.Quote;
import java.util.Optional;

/** What a symbol trades at. Owned by the exchange's thread. */
interface PricePath {

    /** No trade takes place at the moment: before the first candle, between candles, in a gap. */
    double NO_MARKET = Double.NaN;

    /** The price at {@code nowMs}, or {@link #NO_MARKET}; then what arrives waits for the next open. */
    double tradedPrice(long nowMs);

    /** The last price that was traded, {@link #NO_MARKET} before the first. */
    double lastPrice();

    /** Base volume of the candle that is being played. */
    double candleVolume();

    /** The levels at which orders of the symbol do something may have changed. */
    default void ordersChanged() {
        // Who asks for the levels at every price need not be told.
    }

    /** The real top of the book, where there is one; a taker does not get more than it gives. */
    default Optional<Quote> quote() {
        return Optional.empty();
    }
}
