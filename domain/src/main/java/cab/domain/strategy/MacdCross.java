package cab.domain.strategy;

import cab.domain.indicator.Macd;
import cab.domain.market.ClosedCandle;
import java.util.List;
import java.util.Locale;

/**
 * Buys when the MACD line crosses above its signal line, and sells when it crosses below. The side they are first seen
 * on is no cross, and lines that touch and part again on the same side have not crossed. Owned by one thread.
 */
public final class MacdCross implements Strategy {

    static final StrategyDescription DESCRIPTION = new StrategyDescription(
            "macd",
            "Buys when the MACD line crosses above its signal line, sells when it crosses below.",
            List.of(
                    ParameterDescription.ofInt(
                            "fast", "candles of the fast average, fewer than of the slow", 12, 1, 999),
                    ParameterDescription.ofInt("slow", "candles of the slow average", 26, 2, 1_000),
                    ParameterDescription.ofInt("signal", "candles of the signal line", 9, 1, 500)));

    private final int fast;
    private final int slow;
    private final int signal;
    private final Macd macd;
    private final WarmUpCount warmUp;
    private int side;
    private int sideBefore;
    private Signal last = Signal.WARMING_UP;

    MacdCross(StrategyParameters parameters) {
        this.fast = parameters.whole("fast");
        this.slow = parameters.whole("slow");
        this.signal = parameters.whole("signal");
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "strategy macd: fast must be less than slow, was fast " + fast + " and slow " + slow);
        }
        this.macd = new Macd(fast, slow, signal);
        this.warmUp = new WarmUpCount(macd.candlesToWarmUp());
    }

    @Override
    public String name() {
        return DESCRIPTION.name();
    }

    @Override
    public int warmUp() {
        return warmUp.needed();
    }

    @Override
    public Signal onCandle(ClosedCandle candle) {
        macd.add(candle.close());
        boolean warming = warmUp.next();
        if (macd.isWarm()) {
            sideBefore = side;
            int sideNow = sideAt(candle.close());
            side = sideNow == 0 ? side : sideNow;
        }
        last = warming ? Signal.WARMING_UP : opinion();
        return last;
    }

    /** The lines are small beside the price they come from, and so is what its rounding does to them. */
    private int sideAt(double close) {
        double histogram = macd.histogram();
        if (Clearly.above(close + histogram, close)) {
            return 1;
        }
        return Clearly.below(close + histogram, close) ? -1 : 0;
    }

    private Signal opinion() {
        if (sideBefore * side >= 0) {
            return Signal.HOLD;
        }
        return side > 0 ? Signal.BUY : Signal.SELL;
    }

    @Override
    public String explain() {
        if (!macd.isWarm()) {
            return warmUp.explain();
        }
        return String.format(
                Locale.ROOT,
                "MACD(%d, %d) %.6g %s %s its signal(%d) %.6g",
                fast,
                slow,
                macd.line(),
                last.isOpinion() ? "crossed" : "stayed",
                side > 0 ? "above" : side < 0 ? "below" : "level with",
                signal,
                macd.signal());
    }
}
