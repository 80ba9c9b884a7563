package cab.domain.model;

import java.util.Arrays;
import java.util.List;

/**
 * Brings features to one size: less their mean, over their deviation, held within {@link #LIMIT} either way so that an
 * outlier does not decide alone. Mean and deviation are those of the training window. Immutable.
 */
public final class Scaling {

    /** How many deviations from the mean a feature can be at most. */
    public static final double LIMIT = 5;

    private final double[] means;
    private final double[] deviations;

    private Scaling(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /**
     * A scaling that is known.
     *
     * @param means one per feature
     * @param deviations one per feature, each more than 0
     */
    public static Scaling of(double[] means, double[] deviations) {
        if (means.length != deviations.length) {
            throw new IllegalArgumentException(
                    "there must be a deviation for each of " + means.length + " means, were " + deviations.length);
        }
        for (double deviation : deviations) {
            if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("deviation must be more than 0, was " + deviation);
            }
        }
        return new Scaling(means.clone(), deviations.clone());
    }

    /** The scaling of {@code samples}, one or more; a feature that never moves gets the deviation 1. */
    public static Scaling fit(List<Sample> samples) {
        int width = samples.getFirst().width();
        double[] means = new double[width];
        for (Sample sample : samples) {
            for (int index = 0; index < width; index++) {
                means[index] += sample.feature(index) / samples.size();
            }
        }
        double[] deviations = new double[width];
        for (Sample sample : samples) {
            for (int index = 0; index < width; index++) {
                double distance = sample.feature(index) - means[index];
                deviations[index] += distance * distance / samples.size();
            }
        }
        for (int index = 0; index < width; index++) {
            double deviation = Math.sqrt(deviations[index]);
            deviations[index] = deviation > 1e-12 ? deviation : 1;
        }
        return new Scaling(means, deviations);
    }

    /** The scaled value of feature {@code index}. */
    double scaled(int index, double value) {
        return Math.clamp((value - means[index]) / deviations[index], -LIMIT, LIMIT);
    }

    public int width() {
        return means.length;
    }

    public List<Double> means() {
        return Arrays.stream(means).boxed().toList();
    }

    public List<Double> deviations() {
        return Arrays.stream(deviations).boxed().toList();
    }
}
