package cab.domain.model;

import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression over scaled features: the likelihood of a rise is {@code 1 / (1 + exp(-(bias + sum of weight ×
 * scaled feature)))}. Immutable.
 */
public final class LogisticModel implements FeatureScorer {

    private final Scaling scaling;
    private final double[] weights;
    private final double bias;

    /**
     * @param scaling of the features
     * @param weights one per feature
     * @param bias what remains when every feature is at its mean
     */
    public LogisticModel(Scaling scaling, double[] weights, double bias) {
        if (weights.length != scaling.width()) {
            throw new IllegalArgumentException(
                    "there must be a weight for each of " + scaling.width() + " features, were " + weights.length);
        }
        this.scaling = scaling;
        this.weights = weights.clone();
        this.bias = bias;
    }

    @Override
    public double score(double[] features) {
        if (features.length != weights.length) {
            throw new IllegalArgumentException(
                    "there must be " + weights.length + " features, were " + features.length);
        }
        double sum = bias;
        for (int index = 0; index < weights.length; index++) {
            sum += weights[index] * scaling.scaled(index, features[index]);
        }
        return sigmoid(sum);
    }

    static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-value));
    }

    public Scaling scaling() {
        return scaling;
    }

    public List<Double> weights() {
        return Arrays.stream(weights).boxed().toList();
    }

    public double bias() {
        return bias;
    }
}
