package cab.infrastructure.exchange.simulated;

import cab.application.backtest.CandleDetail;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.infrastructure.time.InlineMailbox;
import cab.infrastructure.time.VirtualScheduler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole simulated exchange on virtual time, for backtests and simulations: everything happens on the thread that
 * moves the time, and repeats exactly. Owned by one thread.
 *
 * <pre>{@code
 * VirtualScheduler time = new VirtualScheduler(series.openTimeMs(0));
 * SimulatedVenue venue = new SimulatedVenue(time, ExchangeTerms.honest(1), List.of(new Listing(btc, new ReplayFeed(series))));
 * SimulatedBroker broker = venue.broker(venue.account("main", List.of(Money.of("10000", USDT))), FaultPlan.none());
 * SimulatedMarketData market = venue.marketData(FaultPlan.none());
 * venue.player().playToEnd();
 * }</pre>
 */
public final class SimulatedVenue {

    private static final int DOOR_CAPACITY = 10_000;

    private final VirtualScheduler clock;
    private final ExchangeTerms terms;
    private final Door door = new InlineMailbox(DOOR_CAPACITY)::offer;
    private final SimulatedExchange exchange;
    private final CandlePlayer player;
    private final Map<Symbol, Lane> lanes = new LinkedHashMap<>();

    /** An exchange at the time that {@code clock} shows. */
    public SimulatedVenue(VirtualScheduler clock, ExchangeTerms terms, List<Listing> listings) {
        this.clock = clock;
        this.terms = terms;
        this.exchange = new SimulatedExchange(terms, clock, ExchangeJournal.none());
        this.player = new CandlePlayer(clock, exchange, false);
        for (Listing listing : listings) {
            lanes.put(listing.instrument().symbol(), player.add(listing.instrument(), listing.feed()));
        }
    }

    public SimulatedExchange exchange() {
        return exchange;
    }

    public CandlePlayer player() {
        return player;
    }

    /** The rules of the symbol as they are, listed or not. */
    public Instrument instrument(Symbol symbol) {
        return laneOf(symbol).instrument();
    }

    /** When the last candle of the symbol closed that was traded in; UTC milliseconds. */
    public long lastTradedMs(Symbol symbol) {
        return laneOf(symbol).lastTradedMs();
    }

    /** What was known of the insides of the candles of the symbol that have closed. */
    CandleDetail detail(Symbol symbol) {
        return laneOf(symbol).detail(exchange.statistics(symbol).ambiguousCandles());
    }

    /** From now on the exchange goes by these rules of the symbol, and says so to who asks. */
    public void changeRules(Instrument instrument) {
        laneOf(instrument.symbol()).changeRules(instrument);
    }

    /** Ends all orders on the symbol, and takes none until it is {@link #relist relisted}. */
    public void delist(Symbol symbol) {
        exchange.delist(laneOf(symbol).instrument().symbol());
    }

    /** Takes orders on the symbol again. */
    public void relist(Symbol symbol) {
        exchange.relist(symbol);
    }

    private Lane laneOf(Symbol symbol) {
        Lane lane = lanes.get(symbol);
        if (lane == null) {
            throw new IllegalArgumentException(symbol + " was never listed");
        }
        return lane;
    }

    /** A new account with {@code deposits}, or the one that has this name. */
    public SimulatedAccount account(String name, List<Money> deposits) {
        return exchange.account(name, deposits);
    }

    /** A connection of the account. */
    public SimulatedBroker broker(SimulatedAccount account, FaultPlan faults) {
        return broker(account, faults, SimulatedBroker.Promises.NONE);
    }

    /**
     * A connection of the account.
     *
     * @param promises what it guarantees; the exchange itself takes care of order lifetimes only
     */
    public SimulatedBroker broker(SimulatedAccount account, FaultPlan faults, SimulatedBroker.Promises promises) {
        return new SimulatedBroker(exchange, account, door, courier(faults), new SentOrders(false), promises);
    }

    /** The market, for one subscriber. */
    public SimulatedMarketData marketData(FaultPlan faults) {
        return new SimulatedMarketData(lanes, clock, door, courier(faults), CustomerFault.endsTheRun());
    }

    private Courier courier(FaultPlan faults) {
        return new Courier(clock, door, terms, faults, CustomerFault.endsTheRun());
    }
}
