package cab.domain.strategy;

import cab.domain.indicator.Bollinger;
import cab.domain.market.ClosedCandle;
import java.util.List;
import java.util.Locale;

/**
 * Buys when the close comes back from below the lower Bollinger band, and sells when it comes back from above the upper
 * one: a price that has gone too far returns to its mean. Owned by one thread.
 */
public final class BollingerBands implements Strategy {

    static final StrategyDescription DESCRIPTION = new StrategyDescription(
            "bollinger_bands",
            "Buys when the close comes back from below the lower band, sells when it comes back from above the upper one.",
            List.of(
                    ParameterDescription.ofInt("period", "candles of the middle band", 20, 2, 1_000),
                    ParameterDescription.ofDecimal(
                            "deviations", "standard deviations between the middle and each band", "2", "0.1", "10")));

    private final Bollinger bands;
    private final double deviations;
    private final WarmUpCount warmUp;
    /** Where the close stands: 1 above the upper band, -1 below the lower one, 0 between them. */
    private int side;

    private int sideBefore;
    private double close;
    private Signal last = Signal.WARMING_UP;

    BollingerBands(StrategyParameters parameters) {
        this.deviations = parameters.number("deviations");
        this.bands = new Bollinger(parameters.whole("period"), deviations);
        this.warmUp = new WarmUpCount(bands.period());
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
        close = candle.close();
        bands.add(close);
        boolean warming = warmUp.next();
        if (bands.isWarm()) {
            sideBefore = side;
            side = sideOf(close);
        }
        last = warming ? Signal.WARMING_UP : signal();
        return last;
    }

    private int sideOf(double price) {
        if (Clearly.above(price, bands.upper())) {
            return 1;
        }
        return Clearly.below(price, bands.lower()) ? -1 : 0;
    }

    private Signal signal() {
        if (sideBefore < 0 && side >= 0) {
            return Signal.BUY;
        }
        return sideBefore > 0 && side <= 0 ? Signal.SELL : Signal.HOLD;
    }

    @Override
    public String explain() {
        if (!bands.isWarm()) {
            return warmUp.explain();
        }
        return String.format(
                Locale.ROOT,
                "close %.8g %s, bands(%d, %.4g) %.8g .. %.8g around %.8g",
                close,
                words(),
                bands.period(),
                deviations,
                bands.lower(),
                bands.upper(),
                bands.middle());
    }

    private String words() {
        return switch (last.action()) {
            case BUY -> "came back from below the lower band";
            case SELL -> "came back from above the upper band";
            case HOLD ->
                side > 0 ? "is above the upper band" : side < 0 ? "is below the lower band" : "is between the bands";
        };
    }
}
