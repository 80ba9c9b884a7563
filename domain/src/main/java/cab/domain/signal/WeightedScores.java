package cab.domain.signal;

import cab.domain.strategy.Signal;

/**
 * Weighs the strategies. A buy counts its strength, a sell the same below zero, all else zero; the score is their
 * weighted mean, within −1..1. A score at or above the threshold buys, at or below its negative sells, with the score's
 * distance from zero as strength. A score that misses the threshold by a billionth, as sums of decimal weights do,
 * reaches it. Immutable.
 */
public final class WeightedScores implements SignalAggregator {

    /** The threshold when nothing else is set: half of all weight must agree, net of those who want the opposite. */
    public static final double THRESHOLD_DEFAULT = 0.5;

    private static final double TOLERANCE = 1e-9;

    private final double[] weights;
    private final double weightSum;
    private final double threshold;

    /**
     * An aggregator with a weight for each strategy.
     *
     * @param weights one per strategy in the order they are listed, each 0 or more, not all 0
     * @param threshold more than 0, at most 1
     */
    public WeightedScores(double[] weights, double threshold) {
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("weight must be 0 or more, was " + weight);
            }
            sum += weight;
        }
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weights must add up to more than 0, added up to " + sum);
        }
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be more than 0 and at most 1, was " + threshold);
        }
        this.weights = weights.clone();
        this.weightSum = sum;
        this.threshold = threshold;
    }

    @Override
    public Signal aggregate(Signal[] signals) {
        if (signals.length != weights.length) {
            throw new IllegalArgumentException(
                    "there must be " + weights.length + " signals, one per weight, were " + signals.length);
        }
        double score = 0;
        boolean warm = false;
        for (int index = 0; index < signals.length; index++) {
            Signal signal = signals[index];
            score += weights[index] * directionOf(signal) * signal.strength();
            warm |= !signal.isWarmingUp();
        }
        if (!warm) {
            return Signal.WARMING_UP;
        }
        score /= weightSum;
        if (Math.abs(score) < threshold - TOLERANCE) {
            return Signal.HOLD;
        }
        double strength = Math.min(1, Math.abs(score));
        return score > 0 ? Signal.buy(strength) : Signal.sell(strength);
    }

    private static int directionOf(Signal signal) {
        return switch (signal.action()) {
            case BUY -> 1;
            case SELL -> -1;
            case HOLD -> 0;
        };
    }
}
