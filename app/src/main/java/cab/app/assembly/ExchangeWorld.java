package cab.app.assembly;

import cab.cli.ExchangeProgram;
import cab.cli.ExitCode;
import cab.cli.Refusal;
import cab.domain.market.CandleSeries;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Percent;
import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.server.ExchangeFace;
import cab.infrastructure.exchange.server.TruthFace;
import cab.infrastructure.exchange.server.WireFaults;
import cab.infrastructure.exchange.server.bybit.BybitFace;
import cab.infrastructure.exchange.server.gateio.GateFace;
import cab.infrastructure.exchange.server.gateio.GateRules;
import cab.infrastructure.exchange.server.gateio.GateTruth;
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.Listing;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.PaperVenue;
import cab.infrastructure.exchange.simulated.ServedVenue;
import cab.infrastructure.exchange.simulated.SimulatedExchangeStore;
import cab.infrastructure.marketdata.CandleFeed;
import cab.infrastructure.marketdata.CandleFile;
import cab.infrastructure.marketdata.CandleFileOutcome;
import cab.infrastructure.marketdata.EmbeddedMarket;
import cab.infrastructure.marketdata.ReplayFeed;
import cab.infrastructure.marketdata.ShiftedFeed;
import cab.infrastructure.secrets.Secret;
import cab.infrastructure.time.WallClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The exchange that is served: market, accounts and faces. Thread-safe once it is started. */
final class ExchangeWorld implements AutoCloseable {

    /** What Gate.io takes of who has no discount. */
    private static final Percent FEE = Percent.of("0.2");

    private static final int HISTORY_DAYS = 400;

    /** Candles of a file that lie before the start: a client's strategies need them to warm up. */
    private static final int HISTORY_CANDLES_MAX = 1_000;

    private static final long FIRST_USER_ID = 1_000_001;
    private static final String SHIFT_FACT = "shift_ms";

    private final ServedVenue venue;
    private final String name;
    private final List<ApiKey> keys;
    private final List<ExchangeFace> faces;
    private final TruthFace truth;
    private final WireFaults faults;

    private ExchangeWorld(
            ServedVenue venue,
            String name,
            List<ApiKey> keys,
            List<ExchangeFace> faces,
            TruthFace truth,
            WireFaults faults) {
        this.venue = venue;
        this.name = name;
        this.keys = List.copyOf(keys);
        this.faces = List.copyOf(faces);
        this.truth = truth;
        this.faults = faults;
    }

    /** What is traded, and feeds of it: the exchange and its market board have one each, because none is shared. */
    private record Source(Instrument instrument, Supplier<CandleFeed> feed) {}

    /**
     * All that is traded.
     *
     * @param startMs the time of the recording at which the market starts
     */
    private record Sources(String name, long startMs, List<Source> all) {}

    /**
     * Opens the exchange; it stands still until {@link #start}.
     *
     * @throws Refusal when there are no prices
     * @throws cab.application.port.StorageException when the state cannot be used
     */
    static ExchangeWorld open(ExchangeProgram.Request request, Consumer<Throwable> onFailure) {
        WireFaults faults = faults(request);
        WallClock machine = new WallClock();
        ExchangeProgram.Market market = request.market();
        Sources sources = market.file().map(file -> recorded(file, request)).orElseGet(() -> embedded(request));
        Optional<SimulatedExchangeStore> store =
                request.state().map(file -> SimulatedExchangeStore.open(file, sources.name));
        long nowMs = machine.millis();
        long wantedMs = market.keepsTimes() ? 0 : market.timeframe().bucketOpenMs(nowMs) - sources.startMs;
        long shiftMs = store.map(kept -> kept.remembered(SHIFT_FACT, wantedMs)).orElse(wantedMs);
        ExchangeTerms terms = ExchangeTerms.honest(market.seed());
        List<Listing> listings = new ArrayList<>();
        List<MarketBoard> boards = new ArrayList<>();
        for (Source source : sources.all) {
            listings.add(new Listing(source.instrument, new ShiftedFeed(source.feed.get(), shiftMs)));
            boards.add(new MarketBoard(source.instrument, new ShiftedFeed(source.feed.get(), shiftMs), terms.fills()));
        }
        PaperVenue.Pace pace = new PaperVenue.Pace(
                market.keepsTimes() ? sources.startMs : nowMs, market.speed(), System::nanoTime, !market.keepsTimes());
        ServedVenue venue = new ServedVenue(terms, pace, listings, store, onFailure);
        List<ApiKey> keys = keys(request.access(), venue);
        return new ExchangeWorld(
                venue,
                sources.name,
                keys,
                List.of(
                        new GateFace(venue, machine, System::nanoTime, rules(request), boards, keys, faults),
                        new BybitFace(venue, machine, System::nanoTime, request.limitsRate(), boards, keys, faults)),
                new GateTruth(venue, request.symbols(), keys, faults),
                faults);
    }

    private static WireFaults faults(ExchangeProgram.Request request) {
        try {
            return WireFaults.parse(request.faults(), request.market().seed());
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(ExitCode.USAGE, List.of("cab: --faults: " + wrong.getMessage()));
        }
    }

    private static GateRules rules(ExchangeProgram.Request request) {
        GateRules rules = request.isStrict() ? GateRules.usual().withNamesOfOpenOrdersAlone() : GateRules.usual();
        GateRules limits = request.limitsRate() ? rules : rules.withoutRateLimits();
        return request.access().mayWithdraw() ? limits.withKeysThatWithdraw() : limits;
    }

    private static List<ApiKey> keys(ExchangeProgram.Access access, ServedVenue venue) {
        List<ApiKey> keys = new ArrayList<>();
        for (int number = 1; number <= access.accounts(); number++) {
            String suffix = number == 1 ? "" : "-" + number;
            keys.add(new ApiKey(
                    access.key() + suffix,
                    new Secret(access.secret() + suffix),
                    venue.account("main" + suffix, access.balances()),
                    FIRST_USER_ID + number - 1));
        }
        return keys;
    }

    private static Sources embedded(ExchangeProgram.Request request) {
        ExchangeProgram.Market market = request.market();
        long startMs = EmbeddedMarket.TRADING_START.toEpochMilli();
        List<Source> sources = new ArrayList<>();
        for (Symbol symbol : request.symbols()) {
            // What the coin costs says which tick fits it.
            Instrument finest = SimulatedTerms.instrument(symbol, 1e-3, FEE);
            double price = new EmbeddedMarket(finest, market.timeframe(), market.seed(), 1)
                    .before(startMs, 1)
                    .close(0);
            Instrument instrument = SimulatedTerms.instrument(symbol, price, FEE);
            sources.add(new Source(
                    instrument, () -> new EmbeddedMarket(instrument, market.timeframe(), market.seed(), HISTORY_DAYS)));
        }
        return new Sources("embedded, seed " + market.seed() + ", " + market.timeframe(), startMs, sources);
    }

    private static Sources recorded(Path file, ExchangeProgram.Request request) {
        if (request.symbols().size() != 1) {
            throw new Refusal(ExitCode.USAGE, List.of("cab: --data holds candles of one symbol; name it by --symbols"));
        }
        return switch (new CandleFile(file).read(request.market().timeframe())) {
            case CandleFileOutcome.Refused refused ->
                throw new Refusal(ExitCode.USAGE, List.of("cab: --data: " + refused.message()));
            case CandleFileOutcome.Read read ->
                recorded(file, read.candles(), request.symbols().getFirst());
        };
    }

    private static Sources recorded(Path file, CandleSeries candles, Symbol symbol) {
        long startMs = candles.openTimeMs(Math.min(HISTORY_CANDLES_MAX, candles.size() / 4));
        Instrument instrument = SimulatedTerms.instrument(symbol, candles.close(0), FEE);
        return new Sources(
                "candles of " + file.getFileName(),
                startMs,
                List.of(new Source(instrument, () -> new ReplayFeed(candles))));
    }

    String name() {
        return name;
    }

    List<ApiKey> keys() {
        return keys;
    }

    List<ExchangeFace> faces() {
        return faces;
    }

    TruthFace truth() {
        return truth;
    }

    WireFaults faults() {
        return faults;
    }

    void start() {
        venue.start();
    }

    @Override
    public void close() {
        venue.close();
    }
}
