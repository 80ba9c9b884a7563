package cab.application.port;

import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.util.Optional;
import java.util.function.Consumer;

/** What the market does. No method waits. Thread-safe. */
public interface MarketData {

    /** The symbol with its trading rules as they are now, or empty when the exchange does not list it. */
    Optional<Instrument> instrument(Symbol symbol);

    /** The top of the book as last heard of, or empty before the first. How old it is, it says itself. */
    Optional<Quote> quote(Symbol symbol);

    /**
     * Asks for the last {@code count} closed candles, oldest first; fewer when there are not as many. The reply is
     * given once, on a thread of the adapter.
     */
    void history(Symbol symbol, Timeframe timeframe, int count, Consumer<HistoryReport> reply);

    /**
     * Starts the stream of prices and of candles as they close. The stream may lose candles while it is cut off; the
     * receiver sees it by their times.
     */
    Subscription subscribe(Symbol symbol, Timeframe timeframe, MarketListener listener);

    /**
     * Says at which falling price the subscriber wants to be told: 0 for none. A feed that plays candles then reports
     * the moment at which the price falls through this level, rather than the ends of the candle alone; a feed of real
     * ticks reports every price anyway. The last call counts.
     */
    void watchBelow(Symbol symbol, double price);
}
