package cab.domain.model;

/** A trained model. Thread-safe. */
@FunctionalInterface
public interface FeatureScorer {

    /**
     * How likely a rise is.
     *
     * @param features in the order of the list that the model was trained on; not kept
     * @return within 0..1
     */
    double score(double[] features);
}
