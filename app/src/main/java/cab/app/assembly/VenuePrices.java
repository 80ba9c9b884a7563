package cab.app.assembly;

import cab.application.monitoring.ComponentHealth;
import cab.application.port.MarketData;
import cab.domain.market.Symbol;
import cab.infrastructure.config.Settings;
import cab.infrastructure.exchange.live.LiveExchange;
import cab.infrastructure.exchange.live.Venue;
import cab.infrastructure.time.RealScheduler;
import cab.infrastructure.time.RunningClock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The market of an exchange that this program speaks to itself, read without a key. Thread-safe. */
final class VenuePrices implements PriceLine {

    private final RunningClock clock;
    private final LongSupplier nanoTime;
    private final RealScheduler time;
    private final LiveExchange exchange;

    private VenuePrices(RunningClock clock, LongSupplier nanoTime, RealScheduler time, LiveExchange exchange) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.time = time;
        this.exchange = exchange;
    }

    /**
     * Connects. Waits for the exchange, for a bounded time.
     *
     * @param venue without a key
     * @param onFailure told what a task of the connection threw
     * @throws IllegalStateException when the exchange cannot be used, with the reason
     */
    static VenuePrices connect(Settings settings, Venue venue, List<Symbol> symbols, Consumer<Throwable> onFailure) {
        RunningClock clock = LiveWorld.clock(settings, venue, onFailure);
        LongSupplier nanoTime = LiveWorld.nanoTime(settings);
        RealScheduler time = new RealScheduler("exchange-time", clock, onFailure);
        try {
            LiveExchange exchange = venue.connect(symbols, time, nanoTime, System.nanoTime());
            return new VenuePrices(clock, nanoTime, time, exchange);
        } catch (RuntimeException unusable) {
            time.close();
            throw unusable;
        }
    }

    @Override
    public MarketData marketData() {
        return exchange.marketData();
    }

    @Override
    public RunningClock clock() {
        return clock;
    }

    @Override
    public LongSupplier nanoTime() {
        return nanoTime;
    }

    @Override
    public ComponentHealth health() {
        return exchange.probe().check();
    }

    @Override
    public void close() {
        exchange.close();
        time.close();
    }
}
