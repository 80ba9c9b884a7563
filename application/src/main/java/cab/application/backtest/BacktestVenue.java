package cab.application.backtest;

import cab.application.port.Broker;
import cab.application.port.Mailbox;
import cab.application.port.MarketData;
import cab.application.port.Scheduler;
import cab.domain.market.Symbol;

/** An exchange and its markets on virtual time, which plays past candles to their end. Owned by one thread. */
public interface BacktestVenue {

    Broker broker();

    MarketData marketData();

    /** Virtual time; it stands before the first candle until {@link #play}. */
    Scheduler scheduler();

    /** A mailbox whose messages are handled on the thread that offers them. */
    Mailbox mailbox();

    /** Does what is due at the present instant, without playing a candle. */
    void settle();

    /** Plays everything up to and including {@code untilMs}, which lies before the end; the clock then stands there. */
    void playTo(long untilMs);

    /** Plays all candles, or what is left of them. */
    void play();

    /** Ends what rests on {@code symbol}, whose candles have ended, and frees what was set aside for it. */
    void delist(Symbol symbol);

    /** What it has counted so far. */
    VenueTally tally();

    /** The same of {@code symbol} alone. */
    VenueTally tally(Symbol symbol);
}
