package cab.domain.strategy;

import cab.domain.indicator.Atr;
import cab.domain.indicator.Ema;
import cab.domain.market.ClosedCandle;
import java.util.List;
import java.util.Locale;

/**
 * Buys when the close breaks out of a Keltner channel, and sells when it falls below the channel's middle. The channel
 * is an average of closes and a multiple of the average true range above it, and is drawn from the candles before: a
 * candle never moves the level that it is measured by. Owned by one thread.
 */
public final class AtrBreakout implements Strategy {

    static final StrategyDescription DESCRIPTION = new StrategyDescription(
            "atr_breakout",
            "Buys when the close rises above its average by a multiple of the average true range, sells when it falls"
                    + " below the average.",
            List.of(
                    ParameterDescription.ofInt("period", "candles of the average true range", 14, 1, 500),
                    ParameterDescription.ofInt("average", "candles of the average of closes", 20, 1, 1_000),
                    ParameterDescription.ofDecimal(
                            "multiplier",
                            "average true ranges between the average and the breakout",
                            "2",
                            "0.1",
                            "20")));

    private final Atr range;
    private final Ema average;
    private final double multiplier;
    private final WarmUpCount warmUp;
    private final Breakout side = new Breakout();
    private double middle;
    private double breakout;
    private double close;
    private Signal last = Signal.WARMING_UP;

    AtrBreakout(StrategyParameters parameters) {
        this.range = new Atr(parameters.whole("period"));
        this.average = new Ema(parameters.whole("average"));
        this.multiplier = parameters.number("multiplier");
        // One candle more, which tells on which side of the levels the price begins.
        this.warmUp = new WarmUpCount(Math.max(range.period() + 1, average.period()) + 1);
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
        boolean warming = warmUp.next();
        close = candle.close();
        last = Signal.WARMING_UP;
        if (range.isWarm() && average.isWarm()) {
            middle = average.value();
            breakout = middle + multiplier * range.value();
            last = side.next(Clearly.above(close, breakout), Clearly.below(close, middle), warming);
        }
        range.add(candle);
        average.add(close);
        return last;
    }

    @Override
    public String explain() {
        if (warmUp.isOpen()) {
            return warmUp.explain();
        }
        return String.format(
                Locale.ROOT,
                "close %.8g %s, average(%d) %.8g and %.4g times ATR(%d) above it %.8g",
                close,
                words(),
                average.period(),
                middle,
                multiplier,
                range.period(),
                breakout);
    }

    private String words() {
        return switch (last.action()) {
            case BUY -> "broke out above";
            case SELL -> "fell below the average";
            case HOLD ->
                side.isAbove()
                        ? "stayed above the breakout"
                        : side.isBelow() ? "stayed below the average" : "is in the channel";
        };
    }
}
