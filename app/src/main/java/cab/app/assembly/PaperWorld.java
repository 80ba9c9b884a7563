package cab.app.assembly;

import cab.application.monitoring.ComponentHealth;
import cab.application.port.Broker;
import cab.application.port.MarketData;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.domain.market.CandleSeries;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SimulationSettings;
import cab.infrastructure.config.TimeframeSettings;
import cab.infrastructure.config.TradingSettings;
import cab.infrastructure.exchange.simulated.FaultPlan;
import cab.infrastructure.exchange.simulated.Listing;
import cab.infrastructure.exchange.simulated.PaperVenue;
import cab.infrastructure.exchange.simulated.SimulatedAccount;
import cab.infrastructure.exchange.simulated.SimulatedExchangeStore;
import cab.infrastructure.marketdata.CandleFeed;
import cab.infrastructure.marketdata.CandleFile;
import cab.infrastructure.marketdata.CandleFileOutcome;
import cab.infrastructure.marketdata.EmbeddedMarket;
import cab.infrastructure.marketdata.FixedFeed;
import cab.infrastructure.marketdata.ReplayFeed;
import cab.infrastructure.time.MarketClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The world of paper trading: a simulated exchange fed by the price feed of the settings, whose account is kept in a
 * file of its own. Thread-safe once it is started.
 */
final class PaperWorld implements TradingWorld {

    private static final String ACCOUNT = "paper";

    /** Base traded in a candle of a fixed price: enough for any order of a test. */
    private static final double FIXED_VOLUME = 1e9;

    private final PaperVenue venue;
    private final SimulatedAccount account;
    private final List<Symbol> symbols;

    private PaperWorld(PaperVenue venue, SimulatedAccount account, List<Symbol> symbols) {
        this.venue = venue;
        this.account = account;
        this.symbols = symbols;
    }

    /**
     * Opens the exchange; it stands still until {@link #start}.
     *
     * @param file keeps the account; without one it is gone at the end
     * @param onFailure told what ended the exchange
     * @throws Refusal when the price feed has no prices
     * @throws cab.application.port.StorageException when the file cannot be used
     */
    static PaperWorld open(Settings settings, Optional<Path> file, Consumer<Throwable> onFailure) {
        List<Symbol> symbols = symbols(settings);
        Feeds feeds = feeds(settings, symbols);
        PaperVenue venue = new PaperVenue(
                SimulatedTerms.of(settings),
                PaperVenue.Pace.of(feeds.startMs, settings.get(SimulationSettings.SIM_SPEED)),
                feeds.listings,
                file.map(path -> SimulatedExchangeStore.open(path, feeds.name)),
                onFailure);
        Money cash = new Money(
                settings.get(TradingSettings.PAPER_CASH), symbols.getFirst().quote());
        return new PaperWorld(venue, venue.account(ACCOUNT, List.of(cash)), symbols);
    }

    static List<Symbol> symbols(Settings settings) {
        return settings.get(TradingSettings.SYMBOL)
                .map(List::of)
                .orElseGet(() -> settings.get(TradingSettings.SYMBOLS));
    }

    @Override
    public List<Symbol> symbols() {
        return symbols;
    }

    @Override
    public Broker broker() {
        return venue.broker(account, FaultPlan.none());
    }

    @Override
    public String account() {
        return ACCOUNT;
    }

    @Override
    public MarketData marketData() {
        return venue.marketData(FaultPlan.none());
    }

    @Override
    public MarketClock clock() {
        return venue.clock();
    }

    @Override
    public ComponentHealth health() {
        return venue.fault()
                .map(fault -> ComponentHealth.down("the paper exchange stands still: " + fault))
                .orElseGet(ComponentHealth::up);
    }

    @Override
    public void start() {
        venue.start();
    }

    @Override
    public void close() {
        venue.close();
    }

    private static Feeds feeds(Settings settings, List<Symbol> symbols) {
        return switch (settings.get(TradingSettings.PRICE_FEED)) {
            case SIM -> embedded(settings, symbols);
            case FIXED -> fixed(settings, symbols);
            case REPLAY -> replay(settings, symbols);
            case LIVE -> throw new IllegalStateException("live prices are those of another world");
        };
    }

    private static Feeds embedded(Settings settings, List<Symbol> symbols) {
        long seed = settings.get(SimulationSettings.SIM_SEED);
        int days = settings.get(SimulationSettings.SIM_HISTORY_DAYS);
        Timeframe timeframe = settings.get(TimeframeSettings.TRADING_TIMEFRAME);
        long startMs = EmbeddedMarket.TRADING_START.toEpochMilli();
        List<Listing> listings = new ArrayList<>();
        for (Symbol symbol : symbols) {
            // What the coin costs says which tick fits it.
            Instrument finest = SimulatedTerms.instrument(symbol, 1e-3, settings);
            double price = new EmbeddedMarket(finest, timeframe, seed, 1)
                    .before(startMs, 1)
                    .close(0);
            Instrument instrument = SimulatedTerms.instrument(symbol, price, settings);
            listings.add(new Listing(instrument, new EmbeddedMarket(instrument, timeframe, seed, days)));
        }
        return new Feeds("sim " + seed + " " + timeframe, startMs, listings);
    }

    private static Feeds fixed(Settings settings, List<Symbol> symbols) {
        double price = settings.get(TradingSettings.FIXED_PRICE).orElseThrow().doubleValue();
        CandleFeed feed = new FixedFeed(settings.get(TimeframeSettings.TRADING_TIMEFRAME), price, FIXED_VOLUME);
        return new Feeds(
                "fixed",
                EmbeddedMarket.TRADING_START.toEpochMilli(),
                symbols.stream()
                        .map(symbol -> new Listing(SimulatedTerms.instrument(symbol, price, settings), feed))
                        .toList());
    }

    private static Feeds replay(Settings settings, List<Symbol> symbols) {
        Path file = settings.get(TradingSettings.REPLAY_FILE).orElseThrow();
        if (symbols.size() > 1) {
            throw new Refusal(
                    ExitCode.CONFIGURATION,
                    List.of("REPLAY_FILE: holds candles of one symbol (got " + symbols.size()
                            + " symbols; expected one in SYMBOLS)"));
        }
        return switch (new CandleFile(file).read(settings.get(TimeframeSettings.TRADING_TIMEFRAME))) {
            case CandleFileOutcome.Refused refused ->
                throw new Refusal(
                        ExitCode.CONFIGURATION,
                        List.of("REPLAY_FILE: cannot be used (got " + refused.message() + "; expected a candle file)"));
            case CandleFileOutcome.Read read -> replay(read.candles(), file, symbols.getFirst(), settings);
        };
    }

    private static Feeds replay(CandleSeries candles, Path file, Symbol symbol, Settings settings) {
        Instrument instrument = SimulatedTerms.instrument(symbol, candles.close(0), settings);
        return new Feeds(
                "replay " + file.getFileName(),
                candles.openTimeMs(0),
                List.of(new Listing(instrument, new ReplayFeed(candles))));
    }

    /**
     * Where prices come from.
     *
     * @param name of the market: an account goes on in its own alone
     * @param startMs where the market starts
     * @param listings what is traded
     */
    private record Feeds(String name, long startMs, List<Listing> listings) {}
}
