package cab.infrastructure.exchange.simulated;

import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.infrastructure.time.MarketClock;
import cab.infrastructure.time.VirtualScheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A whole simulated exchange that runs in real time, or faster, for paper trading: one thread of its own plays the
 * market, and its memory is a {@link SimulatedExchangeStore} that outlives the process. Open it, connect brokers and
 * market data, then {@link #start} it. Thread-safe.
 */
public final class PaperVenue implements AutoCloseable {

    private static final Duration RETRY = Duration.ofMillis(250);

    private final ExchangeTerms terms;
    private final VirtualScheduler time;
    private final MarketClock clock;
    private final SimulatedExchange exchange;
    private final CandlePlayer player;
    private final ExchangeThread thread;
    private final Optional<SimulatedExchangeStore> store;
    private final Optional<PatientJournal> journal;
    private final Map<Symbol, Lane> lanes = new LinkedHashMap<>();

    /**
     * An exchange that stands where the store left it, else at the start of {@code pace}.
     *
     * @param store remembers accounts and orders; without one everything is forgotten at the end. Belongs to the venue,
     *     which closes it
     * @param onFailure told, on the exchange's thread, what ended it
     * @throws cab.application.port.StorageException when the store cannot be read
     */
    public PaperVenue(
            ExchangeTerms terms,
            Pace pace,
            List<Listing> listings,
            Optional<SimulatedExchangeStore> store,
            Consumer<Throwable> onFailure) {
        this.terms = terms;
        this.store = store;
        this.journal = store.map(kept -> new PatientJournal(kept, RETRY));
        ExchangeJournal memory = journal.<ExchangeJournal>map(kept -> kept).orElseGet(ExchangeJournal::none);
        long startMs = memory.recover().map(ExchangeJournal.Recovered::marketMs).orElse(pace.startMs());
        this.time = new VirtualScheduler(startMs);
        long clockMs = pace.catchesUp() ? Math.max(startMs, pace.startMs()) : startMs;
        this.clock = new MarketClock(clockMs, pace.speed(), pace.nanoTime());
        this.exchange = new SimulatedExchange(terms, time, memory);
        this.player = new CandlePlayer(time, exchange, true);
        for (Listing listing : listings) {
            lanes.put(listing.instrument().symbol(), player.add(listing.instrument(), listing.feed()));
        }
        this.thread = new ExchangeThread(time, player, exchange, clock, pace.nanoTime(), onFailure);
    }

    /**
     * How fast the market is played.
     *
     * @param startMs where it starts when no store says otherwise, UTC milliseconds
     * @param speed market seconds per real second
     * @param nanoTime a monotonic clock in nanoseconds
     * @param catchesUp whether a stored market is first played on to {@code startMs}, as if it had never stood still
     */
    public record Pace(long startMs, double speed, LongSupplier nanoTime, boolean catchesUp) {

        /** A market that goes on where the store left it. */
        public Pace(long startMs, double speed, LongSupplier nanoTime) {
            this(startMs, speed, nanoTime, false);
        }

        /** The pace of this machine's clock. */
        public static Pace of(long startMs, double speed) {
            return new Pace(startMs, speed, System::nanoTime);
        }
    }

    /** The time of the market; it stands still until {@link #start}. */
    public MarketClock clock() {
        return clock;
    }

    /** A new account with {@code deposits}, or the one that has this name. Before the start alone. */
    public SimulatedAccount account(String name, List<Money> deposits) {
        return exchange.account(name, deposits);
    }

    /** A connection of the account. */
    public SimulatedBroker broker(SimulatedAccount account, FaultPlan faults) {
        return new SimulatedBroker(
                exchange, account, thread, courier(faults), new SentOrders(true), SimulatedBroker.Promises.NONE);
    }

    /** The market, for one subscriber. */
    public SimulatedMarketData marketData(FaultPlan faults) {
        return new SimulatedMarketData(lanes, clock, thread, courier(faults), CustomerFault.isReported());
    }

    /** Lets the market run. */
    public void start() {
        clock.start();
        thread.start();
    }

    /** Why the exchange stands still: its memory cannot be written. Empty while it plays. */
    public Optional<String> fault() {
        return journal.flatMap(PatientJournal::fault);
    }

    /** Ends the play, notes where it stands, and closes the store. */
    @Override
    public void close() {
        journal.ifPresent(PatientJournal::giveUp);
        thread.close();
        store.ifPresent(SimulatedExchangeStore::close);
    }

    SimulatedExchange exchange() {
        return exchange;
    }

    /** Leads to the exchange's thread. */
    Door door() {
        return thread;
    }

    /** What is scheduled here happens on the exchange's thread, at market time. */
    VirtualScheduler time() {
        return time;
    }

    /** For tests that play by hand, without {@link #start}: what was ordered before it. */
    void admit() {
        thread.admit();
    }

    /** For tests that play by hand, without {@link #start}: one turn of the thread. */
    void turn() {
        thread.turn();
    }

    private Courier courier(FaultPlan faults) {
        return new Courier(time, thread, terms, faults, CustomerFault.isReported());
    }
}
