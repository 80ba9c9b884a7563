package cab.domain.strategy;

import cab.domain.indicator.Ema;
import cab.domain.market.ClosedCandle;
import java.util.List;
import java.util.Locale;

/**
 * Buys at the close where a fast average crosses above a slow one, sells where it crosses below.
 *
 * <p>A cross is a change of side: averages that touch and part again on the same side have not crossed, and the side
 * they are first seen on is none. Owned by one thread.
 */
public final class EmaCross implements Strategy {

    static final StrategyDescription DESCRIPTION = new StrategyDescription(
            "ema_cross",
            "Buys when the fast average of closes crosses above the slow one, sells when it crosses below.",
            List.of(
                    ParameterDescription.ofInt(
                            "fast", "candles of the fast average, fewer than of the slow", 12, 1, 999),
                    ParameterDescription.ofInt("slow", "candles of the slow average", 26, 2, 1_000)));

    private final Ema fast;
    private final Ema slow;
    private int side;
    private Signal last = Signal.WARMING_UP;

    EmaCross(StrategyParameters parameters) {
        this(parameters.whole("fast"), parameters.whole("slow"));
    }

    /** A cross of averages over {@code fast} and {@code slow} candles; fast is less than slow. */
    public EmaCross(int fast, int slow) {
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "strategy ema_cross: fast must be less than slow, was fast " + fast + " and slow " + slow);
        }
        this.fast = new Ema(fast);
        this.slow = new Ema(slow);
    }

    @Override
    public String name() {
        return DESCRIPTION.name();
    }

    @Override
    public int warmUp() {
        return slow.period();
    }

    @Override
    public Signal onCandle(ClosedCandle candle) {
        // The candle that warms the slow average only tells the side they start from.
        boolean warmBefore = slow.isWarm();
        double close = candle.close();
        fast.add(close);
        slow.add(close);
        last = slow.isWarm() ? signalOf(warmBefore) : Signal.WARMING_UP;
        return last;
    }

    private Signal signalOf(boolean warmBefore) {
        int sideBefore = side;
        int sideNow = (int) Math.signum(fast.value() - slow.value());
        if (sideNow != 0) {
            side = sideNow;
        }
        if (!warmBefore) {
            return Signal.WARMING_UP;
        }
        if (sideBefore * sideNow >= 0) {
            return Signal.HOLD;
        }
        return sideNow > 0 ? Signal.BUY : Signal.SELL;
    }

    @Override
    public String explain() {
        if (!slow.isWarm()) {
            return String.format(
                    Locale.ROOT,
                    "warming up: %d of %d candles seen",
                    slow.state().seen(),
                    slow.period());
        }
        String relation = last.isOpinion() ? "crossed" : "stayed";
        String position = side > 0 ? "above" : side < 0 ? "below" : "level with";
        return String.format(
                Locale.ROOT,
                "fast average(%d) %.8g %s %s slow average(%d) %.8g",
                fast.period(),
                fast.value(),
                relation,
                position,
                slow.period(),
                slow.value());
    }
}
