package cab.app.assembly;

import cab.application.monitoring.ComponentHealth;
import cab.application.port.Broker;
import cab.application.port.MarketData;
import cab.domain.market.Symbol;
import cab.infrastructure.config.PriceFeed;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.TradingSettings;
import cab.infrastructure.time.RunningClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The exchange that a program trades on, as far as the program has to know it. Thread-safe once it is started. */
interface TradingWorld extends AutoCloseable {

    /**
     * Opens the world that the settings name; nothing is traded before {@link #start}.
     *
     * @param file keeps the account of a simulated exchange; without one it is gone at the end
     * @param onEnded told what ended a simulated exchange
     * @param onFault told what a task of a connection threw
     * @throws cab.cli.Refusal when there are no prices, or the exchange cannot be used
     * @throws cab.application.port.StorageException when the file cannot be used
     */
    static TradingWorld open(
            Settings settings, Optional<Path> file, Consumer<Throwable> onEnded, Consumer<Throwable> onFault) {
        return switch (settings.get(TradingSettings.MODE)) {
            case PAPER ->
                settings.get(TradingSettings.PRICE_FEED) == PriceFeed.LIVE
                        ? LivePaperWorld.open(settings, file, onEnded, onFault)
                        : PaperWorld.open(settings, file, onEnded);
            case LIVE -> LiveWorld.open(settings, onFault);
        };
    }

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
