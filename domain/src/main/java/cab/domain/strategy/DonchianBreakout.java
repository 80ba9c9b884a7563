package cab.domain.strategy;

import cab.domain.indicator.Donchian;
import cab.domain.market.ClosedCandle;
import java.util.List;
import java.util.Locale;

/**
 * The breakout of the Turtles: buys when the close rises above the highest high of the candles before it, and sells
 * when it falls below the lowest low of a shorter time. Owned by one thread.
 */
public final class DonchianBreakout implements Strategy {

    static final StrategyDescription DESCRIPTION = new StrategyDescription(
            "donchian",
            "Buys when the close rises above the highest high of the candles before, sells when it falls below their"
                    + " lowest low.",
            List.of(
                    ParameterDescription.ofInt("entry", "candles whose highest high must be exceeded", 20, 1, 1_000),
                    ParameterDescription.ofInt("exit", "candles whose lowest low must be undercut", 10, 1, 1_000)));

    private final Donchian entry;
    private final Donchian exit;
    private final WarmUpCount warmUp;
    private final Breakout side = new Breakout();
    private double upper;
    private double lower;
    private double close;
    private Signal last = Signal.WARMING_UP;

    DonchianBreakout(StrategyParameters parameters) {
        this.entry = new Donchian(parameters.whole("entry"));
        this.exit = new Donchian(parameters.whole("exit"));
        // One candle more, which tells on which side of the channel the price begins.
        this.warmUp = new WarmUpCount(Math.max(entry.period(), exit.period()) + 1);
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
        if (entry.isWarm() && exit.isWarm()) {
            upper = entry.upper();
            lower = exit.lower();
            last = side.next(close > upper, close < lower, warming);
        }
        entry.add(candle);
        exit.add(candle);
        return last;
    }

    @Override
    public String explain() {
        if (warmUp.isOpen()) {
            return warmUp.explain();
        }
        return String.format(
                Locale.ROOT,
                "close %.8g %s, highest high of %d candles %.8g, lowest low of %d candles %.8g",
                close,
                words(),
                entry.period(),
                upper,
                exit.period(),
                lower);
    }

    private String words() {
        return switch (last.action()) {
            case BUY -> "rose above the channel";
            case SELL -> "fell below the channel";
            case HOLD ->
                side.isAbove()
                        ? "stayed above the channel"
                        : side.isBelow() ? "stayed below the channel" : "is in the channel";
        };
    }
}
