package cab.infrastructure.sweep;

import cab.domain.market.CandleCursor;
import cab.domain.market.CandleSeries;
import cab.domain.signal.SignalPipeline;
import cab.domain.strategy.Action;
import java.util.Arrays;

/**
 * At which candles' closes something is asked for: what a pipeline decides over a whole series, so that a trial need
 * not look at the candles in between. Immutable, thread-safe.
 */
public final class Signals {

    private final int[] buys;
    private final int[] sells;

    private Signals(Builder builder) {
        this.buys = Arrays.copyOf(builder.buys, builder.buyCount);
        this.sells = Arrays.copyOf(builder.sells, builder.sellCount);
    }

    /** What {@code pipeline}, which has seen nothing yet, decides over all {@code candles}. */
    public static Signals of(SignalPipeline pipeline, CandleSeries candles) {
        Builder builder = new Builder();
        CandleCursor cursor = candles.cursor();
        while (cursor.advance()) {
            Action action = pipeline.onCandle(cursor).signal().action();
            switch (action) {
                case BUY -> builder.buy(cursor.index());
                case SELL -> builder.sell(cursor.index());
                case HOLD -> {}
            }
        }
        return builder.build();
    }

    /** How often a purchase is asked for. */
    public int buys() {
        return buys.length;
    }

    /** How often a sale is asked for. */
    public int sells() {
        return sells.length;
    }

    Cursor cursor() {
        return new Cursor(this);
    }

    /** Walks along the signals, forwards only. Owned by one thread. */
    static final class Cursor {

        private final int[] buys;
        private final int[] sells;
        private int nextBuy;
        private int nextSell;

        private Cursor(Signals signals) {
            this.buys = signals.buys;
            this.sells = signals.sells;
        }

        /** The first candle from {@code candle} on at which a purchase is asked for; beyond all when there is none. */
        int buyFrom(int candle) {
            while (nextBuy < buys.length && buys[nextBuy] < candle) {
                nextBuy++;
            }
            return nextBuy < buys.length ? buys[nextBuy] : Integer.MAX_VALUE;
        }

        /** The first candle from {@code candle} on at which a sale is asked for; beyond all when there is none. */
        int sellFrom(int candle) {
            while (nextSell < sells.length && sells[nextSell] < candle) {
                nextSell++;
            }
            return nextSell < sells.length ? sells[nextSell] : Integer.MAX_VALUE;
        }
    }

    /** Takes signals in the order of their candles. Owned by one thread. */
    static final class Builder {

        private static final int FIRST = 256;

        private int[] buys = new int[FIRST];
        private int[] sells = new int[FIRST];
        private int buyCount;
        private int sellCount;

        void buy(int candle) {
            if (buyCount == buys.length) {
                buys = Arrays.copyOf(buys, buyCount * 2);
            }
            buys[buyCount++] = candle;
        }

        void sell(int candle) {
            if (sellCount == sells.length) {
                sells = Arrays.copyOf(sells, sellCount * 2);
            }
            sells[sellCount++] = candle;
        }

        Signals build() {
            return new Signals(this);
        }
    }
}
