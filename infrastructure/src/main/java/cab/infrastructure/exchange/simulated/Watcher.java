package cab.infrastructure.exchange.simulated;

import cab.application.port.MarketListener;
import cab.domain.market.CandleAggregator;
import cab.domain.market.CandleCursor;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One subscriber of one symbol: who listens to its prices and candles, and below which price it wants to be told. Owned
 * by the exchange's thread.
 */
final class Watcher {

    /** Nothing is watched. */
    static final double NONE = 0;

    private static final long NEVER = Long.MIN_VALUE;

    private final Timeframe base;
    private MarketListener[] baseListeners = {};
    private MarketListener[] listeners = {};
    private final List<Longer> longer = new ArrayList<>();
    private double level = NONE;
    private long toldInCandleOf = NEVER;

    Watcher(Timeframe base) {
        this.base = base;
    }

    /**
     * Tells {@code listener} of prices and of candles of {@code timeframe}.
     *
     * @param begun the candles that have passed of the longer candle that is under way
     */
    void add(Timeframe timeframe, MarketListener listener, CandleSeries begun) {
        listeners = with(listeners, listener);
        if (timeframe == base) {
            baseListeners = with(baseListeners, listener);
            return;
        }
        CandleAggregator aggregator = new CandleAggregator(base, timeframe, listener::onCandle);
        CandleCursor passed = begun.cursor();
        while (passed.advance()) {
            aggregator.add(passed);
        }
        longer.add(new Longer(listener, aggregator));
    }

    void remove(MarketListener listener) {
        listeners = without(listeners, listener);
        baseListeners = without(baseListeners, listener);
        longer.removeIf(each -> each.listener.equals(listener));
    }

    /** Watches {@code price}, or nothing; a new level has not been told of. */
    void watch(double price) {
        if (price != level) {
            level = price;
            toldInCandleOf = NEVER;
        }
    }

    /**
     * The price at or below which the subscriber is to be told; {@link #NONE} when there is nothing to tell. With every
     * candle it is told once more.
     */
    double pendingLevel(long candleOpenMs) {
        return toldInCandleOf == candleOpenMs ? NONE : level;
    }

    /** The price that is watched, told of or not. */
    double level() {
        return level;
    }

    /** Tells of the fall through the level. */
    void tellFall(long candleOpenMs, long atMs, double price) {
        toldInCandleOf = candleOpenMs;
        tell(atMs, price);
    }

    void tell(long atMs, double price) {
        for (MarketListener listener : listeners) {
            listener.onPrice(atMs, price);
        }
    }

    void tellCandle(ClosedCandle candle) {
        for (MarketListener listener : baseListeners) {
            listener.onCandle(candle);
        }
        if (!longer.isEmpty()) {
            tellLonger(candle);
        }
    }

    private void tellLonger(ClosedCandle candle) {
        // A copy, because a listener may end its subscription when it is told.
        for (Longer each : List.copyOf(longer)) {
            each.aggregator.add(candle);
        }
    }

    private static MarketListener[] with(MarketListener[] present, MarketListener added) {
        MarketListener[] grown = Arrays.copyOf(present, present.length + 1);
        grown[present.length] = added;
        return grown;
    }

    private static MarketListener[] without(MarketListener[] present, MarketListener removed) {
        return Arrays.stream(present)
                .filter(listener -> !listener.equals(removed))
                .toArray(MarketListener[]::new);
    }

    private record Longer(MarketListener listener, CandleAggregator aggregator) {}
}
