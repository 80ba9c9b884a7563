package cab.infrastructure.simulation;

import cab.application.port.HistoryReport;
import cab.application.port.MarketData;
import cab.application.port.MarketListener;
import cab.application.port.Subscription;
import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.infrastructure.exchange.simulated.FaultPlan;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The market as one process sees it: its stream may be silent, stutter, or show what it showed before. */
final class ProcessMarket implements MarketData {

    private final MarketData market;
    private final SimulatedWorld world;
    private final TradingProcess process;
    private final Map<Symbol, Line> lines = new TreeMap<>();
    private final Map<Symbol, Long> askedMs = new TreeMap<>();

    ProcessMarket(MarketData market, SimulatedWorld world, TradingProcess process) {
        this.market = market;
        this.world = world;
        this.process = process;
    }

    /** Somebody trades at {@code price}, once. */
    void print(Symbol symbol, double price) {
        Line line = lines.get(symbol);
        if (line != null && process.isAlive()) {
            line.onPrice(world.clock().millis(), price);
        }
    }

    /** When the last price or candle was delivered, UTC milliseconds. */
    long lastDeliveredMs(Symbol symbol) {
        Line line = lines.get(symbol);
        return line == null ? 0 : line.deliveredMs;
    }

    /** When the price was asked for and known last, UTC milliseconds. */
    long lastAskedMs(Symbol symbol) {
        return askedMs.getOrDefault(symbol, 0L);
    }

    /** Close of the last candle that was delivered, UTC milliseconds. */
    long lastCandleMs(Symbol symbol) {
        Line line = lines.get(symbol);
        return line == null ? 0 : line.candleMs;
    }

    @Override
    public Optional<Instrument> instrument(Symbol symbol) {
        return market.instrument(symbol);
    }

    @Override
    public Optional<Quote> quote(Symbol symbol) {
        if (world.connection().isDown(FaultPlan.Operation.HISTORY)) {
            return Optional.empty();
        }
        askedMs.put(symbol, world.clock().millis());
        return market.quote(symbol);
    }

    @Override
    public void history(Symbol symbol, Timeframe timeframe, int count, Consumer<HistoryReport> reply) {
        market.history(symbol, timeframe, count, reply);
    }

    @Override
    public Subscription subscribe(Symbol symbol, Timeframe timeframe, MarketListener listener) {
        Line line = new Line(listener);
        lines.put(symbol, line);
        return market.subscribe(symbol, timeframe, line);
    }

    @Override
    public void watchBelow(Symbol symbol, double price) {
        market.watchBelow(symbol, price);
    }

    /** One subscriber's way to the market. */
    private final class Line implements MarketListener {

        private final MarketListener listener;
        private @Nullable Candle previous;
        private long deliveredMs;
        private long candleMs;

        private Line(MarketListener listener) {
            this.listener = listener;
        }

        @Override
        public void onPrice(long atMs, double price) {
            Lot lot = world.faults().draw(FaultClass.STREAM_MESSAGES, 50);
            if (world.connection().isSilent(Connection.Stream.MARKET)) {
                return;
            }
            if (lot.bites()) {
                world.faults().inject(FaultClass.STREAM_MESSAGES);
                if (lot.below(2, 1) == 0) {
                    return;
                }
                listener.onPrice(atMs, price);
            }
            deliveredMs = world.clock().millis();
            listener.onPrice(atMs, price);
        }

        @Override
        public void onCandle(ClosedCandle candle) {
            Lot lot = world.faults().draw(FaultClass.STREAM_MESSAGES, 50);
            if (world.connection().isSilent(Connection.Stream.MARKET)) {
                return;
            }
            Candle now = Candle.copyOf(candle);
            Candle before = previous;
            previous = now;
            if (lot.bites()) {
                world.faults().inject(FaultClass.STREAM_MESSAGES);
                if (lot.below(4, 1) == 0) {
                    return;
                }
            }
            deliveredMs = world.clock().millis();
            candleMs = candle.closeTimeMs();
            listener.onCandle(candle);
            if (lot.bites()) {
                again(lot, now, before);
            }
        }

        /** The same candle once more, the one before it, or one that is said to have ended otherwise. */
        private void again(Lot lot, Candle now, @Nullable Candle before) {
            switch (lot.below(3, 2)) {
                case 0 -> listener.onCandle(now);
                case 1 -> listener.onCandle(before == null ? now : before);
                default ->
                    listener.onCandle(new Candle(
                            now.openTimeMs(),
                            now.closeTimeMs(),
                            now.open(),
                            now.high(),
                            now.low(),
                            now.low(),
                            now.volume()));
            }
        }
    }
}
