package cab.app.assembly;

import cab.application.monitoring.ComponentHealth;
import cab.application.port.Broker;
import cab.application.port.MarketData;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.domain.market.Symbol;
import cab.infrastructure.config.ExchangeSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.exchange.live.ExchangeIdentity;
import cab.infrastructure.exchange.live.LiveBroker;
import cab.infrastructure.exchange.live.LiveExchange;
import cab.infrastructure.exchange.live.Venue;
import cab.infrastructure.time.MarketClock;
import cab.infrastructure.time.RealScheduler;
import cab.infrastructure.time.RunningClock;
import cab.infrastructure.time.WallClock;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The world of live trading: a connection to an exchange, and the time of this machine. Thread-safe. */
final class LiveWorld implements TradingWorld {

    private static final String ACCOUNT = "live";

    private final List<Symbol> symbols;
    private final RunningClock clock;
    private final RealScheduler time;
    private final LiveExchange exchange;
    private final Broker broker;

    private LiveWorld(
            List<Symbol> symbols, RunningClock clock, RealScheduler time, LiveExchange exchange, Broker broker) {
        this.symbols = symbols;
        this.clock = clock;
        this.time = time;
        this.exchange = exchange;
        this.broker = broker;
    }

    /**
     * Connects, and checks what must hold before anything is traded. Waits for the exchange, for a bounded time.
     *
     * @param onFailure told what a task of the connection threw
     * @throws Refusal when the exchange cannot be used, with the reason
     * @throws cab.infrastructure.exchange.live.UnreachableException when it does not answer clearly now
     */
    static LiveWorld open(Settings settings, Consumer<Throwable> onFailure) {
        List<Symbol> symbols = PaperWorld.symbols(settings);
        requireArmed(settings);
        Venue venue = Venues.ofAccount(settings);
        RunningClock clock;
        try {
            clock = clock(settings, venue, onFailure);
        } catch (IllegalStateException unusable) {
            throw refusal(String.valueOf(unusable.getMessage()));
        }
        RealScheduler time = new RealScheduler("exchange-time", clock, onFailure);
        try {
            LiveExchange exchange = venue.connect(symbols, time, nanoTime(settings), System.nanoTime());
            try {
                LiveBroker broker = exchange.broker().orElseThrow(() -> refusal("API_KEY and API_SECRET are needed"));
                LiveStart.check(settings, symbols, exchange, broker);
                return new LiveWorld(symbols, clock, time, exchange, broker);
            } catch (RuntimeException refused) {
                exchange.close();
                throw refused;
            }
        } catch (IllegalStateException unusable) {
            time.close();
            throw refusal(String.valueOf(unusable.getMessage()));
        } catch (RuntimeException refused) {
            time.close();
            throw refused;
        }
    }

    /**
     * An address of this machine may lead on to a real exchange: only one that says that it is simulated is harmless.
     */
    private static void requireArmed(Settings settings) {
        if (!ExchangeSettings.isLocal(settings)) {
            // Settings that do not arm it are refused when they are read.
            return;
        }
        URI address = settings.get(ExchangeSettings.EXCHANGE_URL).orElseThrow();
        boolean isArmed = settings.get(ExchangeSettings.LIVE_ARMED).equals(ExchangeSettings.ARMED);
        boolean isReal = settings.get(ExchangeSettings.EXCHANGE_SPEED).compareTo(BigDecimal.ONE) == 0;
        if (!(isArmed && isReal) && !ExchangeIdentity.isSimulated(address)) {
            throw refusal(
                    "EXCHANGE_URL=" + address + " is no local exchange of this program, and may lead to a real one: "
                            + (isArmed ? "EXCHANGE_SPEED must be 1" : "LIVE_ARMED must say " + ExchangeSettings.ARMED));
        }
    }

    static Refusal refusal(String reason) {
        return new Refusal(ExitCode.CONFIGURATION, List.of("cab: live trading does not start: " + reason));
    }

    /**
     * That of this machine; a local exchange that plays its market faster has a time of its own.
     *
     * @throws IllegalStateException when the exchange does not tell its time
     */
    static RunningClock clock(Settings settings, Venue venue, Consumer<Throwable> onFailure) {
        BigDecimal speed = settings.get(ExchangeSettings.EXCHANGE_SPEED);
        if (speed.compareTo(BigDecimal.ONE) == 0) {
            return new WallClock();
        }
        try (RealScheduler machine = new RealScheduler("machine-time", new WallClock(), onFailure)) {
            long nowMs = venue.timeThere(machine).toEpochMilli();
            MarketClock clock = new MarketClock(nowMs, speed.doubleValue(), System::nanoTime);
            clock.start();
            return clock;
        }
    }

    /** The monotonic clock that belongs to it. */
    static LongSupplier nanoTime(Settings settings) {
        double speed = settings.get(ExchangeSettings.EXCHANGE_SPEED).doubleValue();
        long startNanos = System.nanoTime();
        return speed == 1 ? System::nanoTime : () -> (long) ((System.nanoTime() - startNanos) * speed);
    }

    @Override
    public List<Symbol> symbols() {
        return symbols;
    }

    @Override
    public Broker broker() {
        return broker;
    }

    @Override
    public String account() {
        return ACCOUNT;
    }

    @Override
    public MarketData marketData() {
        return exchange.marketData();
    }

    @Override
    public RunningClock clock() {
        return clock;
    }

    /** The market runs without us. */
    @Override
    public void start() {}

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
