package cab.infrastructure.exchange.simulated;

import cab.application.port.HistoryReport;
import cab.application.port.MarketData;
import cab.application.port.MarketListener;
import cab.application.port.Subscription;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The market of the {@link CandlePlayer} behind the port, for one subscriber: each has its own, because the price that
 * is watched is one per symbol and subscriber. Thread-safe.
 */
public final class SimulatedMarketData implements MarketData {

    /** Candles that one request for history can have. */
    static final int HISTORY_MAX = 100_000;

    private final Map<Symbol, Lane> lanes;
    private final InstantSource clock;
    private final Door door;
    private final Courier courier;
    private final CustomerFault onCustomerFault;

    /** By symbol; touched by the exchange's thread alone. */
    private final Map<Symbol, Watcher> watchers = new HashMap<>();

    /**
     * The market for one subscriber.
     *
     * @param clock shows market time on any thread
     * @param door leads to the exchange's thread
     * @param onCustomerFault told what a listener throws
     */
    SimulatedMarketData(
            Map<Symbol, Lane> lanes, InstantSource clock, Door door, Courier courier, CustomerFault onCustomerFault) {
        this.lanes = Map.copyOf(lanes);
        this.clock = clock;
        this.door = door;
        this.courier = courier;
        this.onCustomerFault = onCustomerFault;
    }

    @Override
    public Optional<Instrument> instrument(Symbol symbol) {
        Lane lane = lanes.get(symbol);
        return lane == null || !lane.isListed() ? Optional.empty() : Optional.of(lane.instrument());
    }

    @Override
    public Optional<Quote> quote(Symbol symbol) {
        return Optional.ofNullable(lanes.get(symbol)).map(lane -> lane.quote(clock.millis()));
    }

    @Override
    public void history(Symbol symbol, Timeframe timeframe, int count, Consumer<HistoryReport> reply) {
        courier.query(
                FaultPlan.Operation.HISTORY,
                () -> historyNow(symbol, timeframe, count),
                new Courier.Answers<>(
                        reply,
                        HistoryReport.Unknown::new,
                        (code, reason) -> new HistoryReport.Unknown(code + ": " + reason)));
    }

    @Override
    public Subscription subscribe(Symbol symbol, Timeframe timeframe, MarketListener listener) {
        Lane lane = requireLane(symbol);
        if (!timeframe.isMultipleOf(lane.timeframe())) {
            throw new IllegalArgumentException("candles of " + timeframe + " cannot be put together from those of "
                    + lane.timeframe() + ", which the feed of " + symbol + " has");
        }
        // Its own object, so that the same listener twice is two subscriptions.
        Forwarder forwarder = new Forwarder(listener, onCustomerFault);
        command(() -> lane.listen(watcher(lane), timeframe, forwarder));
        return () -> {
            forwarder.ended = true;
            boolean taken = door.offer(() -> watcher(lane).remove(forwarder));
            assert taken || forwarder.ended;
        };
    }

    @Override
    public void watchBelow(Symbol symbol, double price) {
        Lane lane = requireLane(symbol);
        command(() -> lane.watch(watcher(lane), price));
    }

    private Watcher watcher(Lane lane) {
        Watcher known = watchers.get(lane.instrument().symbol());
        return known != null
                ? known
                : watchers.computeIfAbsent(lane.instrument().symbol(), absent -> lane.watcher());
    }

    private HistoryReport historyNow(Symbol symbol, Timeframe timeframe, int count) {
        Lane lane = lanes.get(symbol);
        if (lane == null) {
            return new HistoryReport.Unknown(symbol + " is not listed");
        }
        if (count < 0 || count > HISTORY_MAX) {
            return new HistoryReport.Unknown("count must be within 0.." + HISTORY_MAX + ", was " + count);
        }
        if (!timeframe.isMultipleOf(lane.timeframe())) {
            return new HistoryReport.Unknown(
                    "candles of " + timeframe + " cannot be put together from those of " + lane.timeframe());
        }
        return new HistoryReport.Known(lane.history(timeframe, count));
    }

    private Lane requireLane(Symbol symbol) {
        Lane lane = lanes.get(symbol);
        if (lane == null) {
            throw new IllegalArgumentException(symbol + " is not listed");
        }
        return lane;
    }

    /** A closed exchange has nothing to tell any more; one that is overloaded must not forget who wants to be told. */
    private void command(Runnable command) {
        if (!door.offer(command) && door.isOpen()) {
            throw new IllegalStateException("the exchange is overloaded");
        }
    }

    /** Passes on until its subscription ends. */
    private static final class Forwarder implements MarketListener {

        private final MarketListener listener;
        private final CustomerFault onCustomerFault;
        private volatile boolean ended;
        private boolean failed;

        private Forwarder(MarketListener listener, CustomerFault onCustomerFault) {
            this.listener = listener;
            this.onCustomerFault = onCustomerFault;
        }

        @Override
        public void onPrice(long atMs, double price) {
            if (ended) {
                return;
            }
            try {
                listener.onPrice(atMs, price);
            } catch (RuntimeException fault) {
                failed(fault);
            }
        }

        @Override
        public void onCandle(ClosedCandle candle) {
            if (ended) {
                return;
            }
            try {
                listener.onCandle(candle);
            } catch (RuntimeException fault) {
                failed(fault);
            }
        }

        /** Only the first, because what fails at one price fails at every price. */
        private void failed(RuntimeException fault) {
            if (!failed) {
                failed = true;
                onCustomerFault.handle(fault);
            }
        }
    }
}
