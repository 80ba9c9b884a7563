package cab.domain.strategy;

import cab.domain.market.ClosedCandle;
import java.util.List;
import java.util.Locale;

/**
 * The composite policy: five looks at the market, each for or against, weighed into one score within −1..1. Buys when
 * the score rises to one level while the trend is strong enough, and sells when it falls to another below zero; the
 * strength of the signal is the score's distance from zero. Owned by one thread.
 */
public final class SignalsPolicy implements Strategy {

    static final StrategyDescription DESCRIPTION = new StrategyDescription(
            "signals",
            "Weighs trend, momentum, MACD, bands and volume into one score; buys when it is high and the trend strong,"
                    + " sells when it is low.",
            List.of(
                    ParameterDescription.ofDecimal(
                            "buy_score", "a score rising to this level buys", "0.6", "0.05", "1"),
                    ParameterDescription.ofDecimal(
                            "sell_score", "a score falling to this level below zero sells", "0.4", "0.05", "1"),
                    ParameterDescription.ofDecimal(
                            "min_adx",
                            "a purchase needs an ADX of 14 candles of at least this; 0 for any",
                            "20",
                            "0",
                            "100"),
                    ParameterDescription.ofDecimal(
                            "trend_weight",
                            "weight of the averages: EMA of 12 over EMA of 26 candles",
                            "0.3",
                            "0",
                            "1"),
                    ParameterDescription.ofDecimal(
                            "momentum_weight",
                            "weight of the RSI of 14 candles: above 55 or below 45",
                            "0.25",
                            "0",
                            "1"),
                    ParameterDescription.ofDecimal(
                            "macd_weight", "weight of the MACD of 12, 26, 9: line over signal", "0.2", "0", "1"),
                    ParameterDescription.ofDecimal(
                            "bands_weight",
                            "weight of the place in the Bollinger bands: one deviation of 20 candles or more from the middle",
                            "0.15",
                            "0",
                            "1"),
                    ParameterDescription.ofDecimal(
                            "volume_weight",
                            "weight of the volume: 1.5 times the average of 20 candles, for the direction of the candle",
                            "0.1",
                            "0",
                            "1")));

    /** What sums of decimal weights may miss a level by. */
    private static final double TOLERANCE = 1e-9;

    private final SignalsLooks looks;
    private final double[] weights;
    private final double weightSum;
    private final double buyScore;
    private final double sellScore;
    private final double minAdx;
    private final WarmUpCount warmUp = new WarmUpCount(SignalsLooks.WARM_UP);
    private double score;
    private boolean high;
    private boolean low;
    private Signal last = Signal.WARMING_UP;

    SignalsPolicy(StrategyParameters parameters) {
        this.looks = new SignalsLooks();
        this.weights = SignalsLooks.ALL.stream()
                .mapToDouble(look -> parameters.number(look.label() + "_weight"))
                .toArray();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        if (sum == 0) {
            throw new IllegalArgumentException("strategy signals: at least one weight must be more than 0, all were 0");
        }
        this.weightSum = sum;
        this.buyScore = parameters.number("buy_score");
        this.sellScore = parameters.number("sell_score");
        this.minAdx = parameters.number("min_adx");
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
        looks.add(candle);
        last = looks.isWarm() ? weigh(warming) : Signal.WARMING_UP;
        return last;
    }

    private Signal weigh(boolean warming) {
        boolean highBefore = high;
        boolean lowBefore = low;
        double sum = 0;
        for (int index = 0; index < weights.length; index++) {
            sum += weights[index] * looks.at(SignalsLooks.ALL.get(index));
        }
        score = Math.clamp(sum / weightSum, -1, 1);
        high = score >= buyScore - TOLERANCE && looks.adx() >= minAdx;
        low = score <= -sellScore + TOLERANCE;
        if (warming) {
            return Signal.WARMING_UP;
        }
        if (high && !highBefore) {
            return Signal.buy(score);
        }
        return low && !lowBefore ? Signal.sell(-score) : Signal.HOLD;
    }

    @Override
    public String explain() {
        if (!looks.isWarm()) {
            return warmUp.explain();
        }
        StringBuilder words = new StringBuilder(String.format(Locale.ROOT, "score %.2f %s:", score, words()));
        for (int index = 0; index < weights.length; index++) {
            SignalsLooks.Look look = SignalsLooks.ALL.get(index);
            words.append(String.format(
                    Locale.ROOT,
                    " %s %+.2f (%s),",
                    look.label(),
                    weights[index] * looks.at(look) / weightSum,
                    looks.explain(look)));
        }
        return words.append(String.format(Locale.ROOT, " ADX(14) %.1f, at least %.4g to buy", looks.adx(), minAdx))
                .toString();
    }

    private String words() {
        return switch (last.action()) {
            case BUY -> String.format(Locale.ROOT, "rose to %.2f or more", buyScore);
            case SELL -> String.format(Locale.ROOT, "fell to %.2f or less", -sellScore);
            case HOLD ->
                high
                        ? "stayed high"
                        : low
                                ? "stayed low"
                                : String.format(Locale.ROOT, "between %.2f and %.2f", -sellScore, buyScore);
        };
    }
}
