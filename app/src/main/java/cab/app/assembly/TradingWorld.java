package cab.app.assembly;

import cab.application.monitoring.ComponentHealth;
import cab.application.port.Broker;
import cab.application.port.MarketData;
import cab.domain.market.Symbol;
import cab.infrastructure.time.RunningClock;
import java.util.List;

/** The exchange that a program trades on, as far as the program has to know it. Thread-safe once it is started. */
interface TradingWorld extends AutoCloseable {

    /** What is traded. */
    List<Symbol> symbols();

    /** The account; the same one with each call. */
    Broker broker();

    /** What the account is called in the book, such as {@code paper}. */
    String account();

    /** The market, for one subscriber. */
    MarketData marketData();

    /** The time of the market. */
    RunningClock clock();

    /** Lets the market run, where that is ours to say. */
    void start();

    /** How the exchange stands. */
    ComponentHealth health();

    @Override
    void close();
}
