package cab.domain.strategy;

import cab.domain.indicator.Rsi;
import cab.domain.market.ClosedCandle;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * Buys when Wilder's RSI rises above one level, and sells when it falls below another. With 55 and 45 that is momentum
 * that leaves the middle; with 30 and 70 it is the classic way back out of oversold and overbought. A market that has
 * not moved at all stands in the middle. Owned by one thread.
 */
public final class RsiMomentum implements Strategy {

    static final StrategyDescription DESCRIPTION = new StrategyDescription(
            "rsi_momentum",
            "Buys when the RSI rises above one level, sells when it falls below another.",
            List.of(
                    ParameterDescription.ofInt("period", "candles of the RSI", 14, 2, 500),
                    ParameterDescription.ofDecimal(
                            "buy_above",
                            "the RSI rising above this level buys; 30 for the way out of oversold",
                            "55",
                            "1",
                            "99"),
                    ParameterDescription.ofDecimal(
                            "sell_below",
                            "the RSI falling below this level sells; 70 for the way out of overbought",
                            "45",
                            "1",
                            "99")));

    private static final double MIDDLE = 50;

    private final Rsi rsi;
    private final double buyAbove;
    private final double sellBelow;
    private final WarmUpCount warmUp;
    private double before = MIDDLE;
    private double now = MIDDLE;
    private Signal last = Signal.WARMING_UP;

    RsiMomentum(StrategyParameters parameters) {
        this.rsi = new Rsi(parameters.whole("period"));
        this.buyAbove = parameters.number("buy_above");
        this.sellBelow = parameters.number("sell_below");
        this.warmUp = new WarmUpCount(rsi.period() + 1);
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
        rsi.add(candle.close());
        boolean warming = warmUp.next();
        if (rsi.isWarm()) {
            before = now;
            now = rsi.isFlat() ? MIDDLE : rsi.value();
        }
        last = warming ? Signal.WARMING_UP : signal();
        return last;
    }

    private Signal signal() {
        if (before <= buyAbove && now > buyAbove) {
            return Signal.BUY;
        }
        return before >= sellBelow && now < sellBelow ? Signal.SELL : Signal.HOLD;
    }

    @Override
    public String explain() {
        if (!rsi.isWarm()) {
            return warmUp.explain();
        }
        String what = switch (last.action()) {
            case BUY -> "rose above " + plain(buyAbove) + " from " + rounded(before);
            case SELL -> "fell below " + plain(sellBelow) + " from " + rounded(before);
            case HOLD -> "crossed neither " + plain(buyAbove) + " upwards nor " + plain(sellBelow) + " downwards";
        };
        return String.format(Locale.ROOT, "RSI(%d) %s %s", rsi.period(), rounded(now), what);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String plain(double level) {
        return BigDecimal.valueOf(level).stripTrailingZeros().toPlainString();
    }
}
