package cab.infrastructure.exchange.simulated;

import cab.application.port.MarketData;
import cab.application.port.MarketListener;
import cab.application.port.Subscription;
import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.infrastructure.time.ForwardClock;
import cab.infrastructure.time.RunningClock;
import cab.infrastructure.time.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A simulated exchange at the prices of a real one: the market is real, the money is not. One thread of its own fills
 * orders as {@link LiveLane} tells, and its memory is a {@link SimulatedExchangeStore} that outlives the process. Open
 * it, connect brokers, then {@link #start} it. Thread-safe.
 */
public final class LiveVenue implements AutoCloseable {

    private static final Duration RETRY = Duration.ofMillis(250);

    /** Candles of a time without the program that are read; what rested longer meets the next price. */
    private static final int MISSED_MAX = 1_000;

    private final ExchangeTerms terms;
    private final MarketData market;
    private final Timeframe timeframe;
    private final LongSupplier nanoTime;
    private final VirtualScheduler time;
    private final SimulatedExchange exchange;
    private final ExchangeThread thread;
    private final Optional<SimulatedExchangeStore> store;
    private final Optional<PatientJournal> journal;
    private final List<LiveLane> lanes = new ArrayList<>();
    private final List<Subscription> streams = new ArrayList<>();

    /**
     * An exchange with what the store remembers.
     *
     * @param clock the time of the market; nanoTime its monotonic clock
     * @param market where prices come from; outlives the venue
     * @param instruments what is traded, by the rules of the market at the start
     * @param timeframe of the candles that tell what the stream of prices did not
     * @param store remembers accounts and orders; without one everything is forgotten at the end. Belongs to the venue,
     *     which closes it
     * @param onFailure told, on the exchange's thread, what ended it
     * @throws cab.application.port.StorageException when the store cannot be read
     */
    public LiveVenue(
            ExchangeTerms terms,
            RunningClock clock,
            LongSupplier nanoTime,
            MarketData market,
            List<Instrument> instruments,
            Timeframe timeframe,
            Optional<SimulatedExchangeStore> store,
            Consumer<Throwable> onFailure) {
        this.terms = terms;
        this.market = market;
        this.timeframe = timeframe;
        this.nanoTime = nanoTime;
        this.store = store;
        this.journal = store.map(kept -> new PatientJournal(kept, RETRY));
        ExchangeJournal memory = journal.<ExchangeJournal>map(kept -> kept).orElseGet(ExchangeJournal::none);
        long nowMs = clock.millis();
        long leftMs = memory.recover().map(ExchangeJournal.Recovered::marketMs).orElse(nowMs);
        // Nothing happens at the exchange before what has happened there.
        long startMs = Math.max(nowMs, leftMs);
        this.time = new VirtualScheduler(startMs);
        this.exchange = new SimulatedExchange(terms, time, memory);
        for (Instrument instrument : instruments) {
            lanes.add(new LiveLane(instrument, market, exchange, time, leftMs, nanoTime));
        }
        this.thread = new ExchangeThread(
                time, new Play(), exchange, new ForwardClock(clock, nanoTime, startMs), nanoTime, onFailure);
    }

    /** A new account with {@code deposits}, or the one that has this name. Before the start alone. */
    public SimulatedAccount account(String name, List<Money> deposits) {
        return exchange.account(name, deposits);
    }

    /** A connection of the account. */
    public SimulatedBroker broker(SimulatedAccount account) {
        Courier courier = new Courier(time, thread, terms, FaultPlan.none(), CustomerFault.isReported());
        return new SimulatedBroker(
                exchange, account, thread, courier, new SentOrders(true), SimulatedBroker.Promises.NONE);
    }

    /** Listens to the market from now on. */
    public void start() {
        thread.start();
        listen();
    }

    /** For tests that play by hand, without {@link #start}: only listens. */
    void listen() {
        for (LiveLane lane : lanes) {
            streams.add(market.subscribe(lane.symbol(), timeframe, new Ears(lane)));
            market.history(
                    lane.symbol(),
                    timeframe,
                    lane.missedCandles(timeframe, MISSED_MAX),
                    report -> tell(() -> lane.past(report)));
        }
    }

    /** Why the exchange stands still: its memory cannot be written. Empty while it plays. */
    public Optional<String> fault() {
        return journal.flatMap(PatientJournal::fault);
    }

    /** The symbol of which nothing has been heard for longest, if that is longer than {@code most}. */
    public Optional<Silence> silence(Duration most) {
        long nowNanos = nanoTime.getAsLong();
        Optional<Silence> longest = Optional.empty();
        for (LiveLane lane : lanes) {
            Duration silent = Duration.ofNanos(nowNanos - lane.heardNanos());
            if (silent.compareTo(longest.map(Silence::since).orElse(most)) > 0) {
                longest = Optional.of(new Silence(lane.symbol(), silent));
            }
        }
        return longest;
    }

    /**
     * That no price comes.
     *
     * @param since for how long, by the monotonic clock of the market
     */
    public record Silence(Symbol symbol, Duration since) {}

    /** Ends the exchange, notes where it stands, and closes the store. */
    @Override
    public void close() {
        streams.forEach(Subscription::close);
        journal.ifPresent(PatientJournal::giveUp);
        thread.close();
        store.ifPresent(SimulatedExchangeStore::close);
    }

    SimulatedExchange exchange() {
        return exchange;
    }

    /** For tests that play by hand, without {@link #start}: one turn of the thread. */
    void turn() {
        thread.turn();
    }

    /** What does not find room is told again by the next price, or by the candle. */
    private void tell(Runnable news) {
        boolean taken = thread.offer(news);
        assert taken || !thread.isOpen() || !lanes.isEmpty();
    }

    /** Hears one symbol on the thread of its market. */
    private final class Ears implements MarketListener {

        private final LiveLane lane;

        private Ears(LiveLane lane) {
            this.lane = lane;
        }

        @Override
        public void onPrice(long atMs, double price) {
            tell(() -> lane.price(atMs, price));
        }

        @Override
        public void onCandle(ClosedCandle candle) {
            Candle kept = Candle.copyOf(candle);
            tell(() -> lane.candle(kept));
        }
    }

    /** The market happens elsewhere; what is scheduled here happens by the clock. */
    private final class Play implements MarketPlay {

        @Override
        public long nextEventMs() {
            return time.nextDueMs();
        }

        @Override
        public void playTo(long untilMs) {
            time.advanceTo(untilMs);
        }

        @Override
        public long candlesPlayed() {
            return lanes.stream().mapToLong(LiveLane::candlesPlayed).sum();
        }
    }
}
