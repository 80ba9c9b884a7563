package cab.app.assembly;

import cab.application.monitoring.ComponentHealth;
import cab.application.monitoring.HealthStatus;
import cab.application.port.Broker;
import cab.application.port.MarketData;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.infrastructure.config.ExchangeSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.TimeframeSettings;
import cab.infrastructure.config.TradingSettings;
import cab.infrastructure.exchange.simulated.LiveVenue;
import cab.infrastructure.exchange.simulated.SimulatedAccount;
import cab.infrastructure.exchange.simulated.SimulatedExchangeStore;
import cab.infrastructure.exchange.xchange.XChangeMarket;
import cab.infrastructure.time.RunningClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The world of paper trading at live prices: the market is that of an exchange, the money is not. Thread-safe. */
final class LivePaperWorld implements TradingWorld {

    private static final String ACCOUNT = "paper";

    /** A market that is asked every ten seconds has stalled when nothing has come for so long. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

    private final List<Symbol> symbols;
    private final PriceLine line;
    private final MarketData market;
    private final LiveVenue venue;
    private final Broker broker;

    private LivePaperWorld(
            List<Symbol> symbols, PriceLine line, MarketData market, LiveVenue venue, SimulatedAccount account) {
        this.symbols = symbols;
        this.line = line;
        this.market = market;
        this.venue = venue;
        this.broker = venue.broker(account);
    }

    /**
     * Connects to the market and opens the account.
     *
     * @param file keeps the account; without one it is gone at the end
     * @param onEnded told what ended the simulated exchange
     * @param onFault told what a task of the connection threw
     * @throws Refusal when the market cannot be used, with the reason
     * @throws cab.application.port.StorageException when the file cannot be used
     */
    static LivePaperWorld open(
            Settings settings, Optional<Path> file, Consumer<Throwable> onEnded, Consumer<Throwable> onFault) {
        List<Symbol> symbols = PaperWorld.symbols(settings);
        PriceLine line = connect(settings, symbols, onFault);
        try {
            MarketData market = PaperFees.of(settings, line.marketData());
            List<Instrument> instruments = symbols.stream()
                    .map(symbol -> market.instrument(symbol)
                            .orElseThrow(() -> refusal("the exchange does not list " + symbol)))
                    .toList();
            LiveVenue venue = new LiveVenue(
                    SimulatedTerms.of(settings),
                    line.clock(),
                    line.nanoTime(),
                    market,
                    instruments,
                    settings.get(TimeframeSettings.TRADING_TIMEFRAME),
                    file.map(path -> SimulatedExchangeStore.open(path, nameOf(settings))),
                    onEnded);
            Money cash = new Money(
                    settings.get(TradingSettings.PAPER_CASH), symbols.getFirst().quote());
            return new LivePaperWorld(symbols, line, market, venue, venue.account(ACCOUNT, List.of(cash)));
        } catch (RuntimeException unusable) {
            line.close();
            throw unusable;
        }
    }

    private static PriceLine connect(Settings settings, List<Symbol> symbols, Consumer<Throwable> onFault) {
        try {
            if (XChangeMarket.knows(settings.get(ExchangeSettings.EXCHANGE))) {
                return XChangePrices.connect(settings, symbols, onFault);
            }
            return VenuePrices.connect(settings, Venues.ofMarket(settings), symbols, onFault);
        } catch (IllegalStateException unusable) {
            throw refusal(String.valueOf(unusable.getMessage()));
        }
    }

    private static Refusal refusal(String reason) {
        return new Refusal(
                ExitCode.CONFIGURATION, List.of("cab: paper trading at live prices does not start: " + reason));
    }

    /** What the market is called: an account goes on in its own alone. */
    private static String nameOf(Settings settings) {
        String name = "live " + settings.get(ExchangeSettings.EXCHANGE);
        return ExchangeSettings.isLocal(settings) ? name + " on this machine" : name;
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
        return market;
    }

    @Override
    public RunningClock clock() {
        return line.clock();
    }

    @Override
    public void start() {
        venue.start();
    }

    @Override
    public ComponentHealth health() {
        Optional<String> fault = venue.fault();
        if (fault.isPresent()) {
            return ComponentHealth.down("the paper exchange stands still: " + fault.get());
        }
        ComponentHealth market = line.health();
        return market.status() == HealthStatus.UP ? silence().orElse(market) : market;
    }

    private Optional<ComponentHealth> silence() {
        return venue.silence(SILENCE_MAX)
                .map(silent -> ComponentHealth.degraded("no price of " + silent.symbol() + " for "
                        + silent.since().toSeconds() + " s; orders wait for the next"));
    }

    @Override
    public void close() {
        venue.close();
        line.close();
    }
}
