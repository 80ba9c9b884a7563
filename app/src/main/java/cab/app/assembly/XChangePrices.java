package cab.app.assembly;

import cab.application.monitoring.ComponentHealth;
import cab.application.port.MarketData;
import cab.domain.market.Symbol;
import cab.infrastructure.config.ExchangeSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.exchange.xchange.XChangeMarket;
import cab.infrastructure.time.RealScheduler;
import cab.infrastructure.time.RunningClock;
import cab.infrastructure.time.WallClock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The market of an exchange that is read through XChange. Thread-safe. */
final class XChangePrices implements PriceLine {

    private final RunningClock clock;
    private final RealScheduler time;
    private final XChangeMarket market;

    private XChangePrices(RunningClock clock, RealScheduler time, XChangeMarket market) {
        this.clock = clock;
        this.time = time;
        this.market = market;
    }

    /**
     * Connects. Waits for the exchange, for a bounded time.
     *
     * @param onFailure told what a task of the connection threw
     * @throws IllegalStateException when the exchange cannot be used, with the reason
     * @throws cab.infrastructure.exchange.live.UnreachableException when it does not answer clearly now
     */
    static XChangePrices connect(Settings settings, List<Symbol> symbols, Consumer<Throwable> onFailure) {
        RunningClock clock = new WallClock();
        RealScheduler time = new RealScheduler("exchange-time", clock, onFailure);
        try {
            XChangeMarket market = XChangeMarket.connect(
                    settings.get(ExchangeSettings.EXCHANGE),
                    settings.get(ExchangeSettings.EXCHANGE_URL),
                    symbols,
                    time);
            return new XChangePrices(clock, time, market);
        } catch (RuntimeException unusable) {
            time.close();
            throw unusable;
        }
    }

    @Override
    public MarketData marketData() {
        return market.marketData();
    }

    @Override
    public RunningClock clock() {
        return clock;
    }

    @Override
    public LongSupplier nanoTime() {
        return System::nanoTime;
    }

    @Override
    public ComponentHealth health() {
        return market.health();
    }

    @Override
    public void close() {
        market.close();
        time.close();
    }
}
