package cab.domain.model;

/** What was known at the close of a candle, and what came of it. Immutable; the array is not to be changed. */
public final class Sample {

    private final int candle;
    private final double[] features;
    private final boolean rose;

    /**
     * @param candle the index of the candle in its series
     * @param features as they were at its close; kept, not copied, because there are many
     * @param rose whether the close was higher after the horizon
     */
    public Sample(int candle, double[] features, boolean rose) {
        this.candle = candle;
        this.features = features;
        this.rose = rose;
    }

    public int candle() {
        return candle;
    }

    public int width() {
        return features.length;
    }

    public double feature(int index) {
        return features[index];
    }

    public boolean rose() {
        return rose;
    }

    /** What {@code scorer} says of it, beside what came of it. */
    public ScoredOutcome scoredBy(FeatureScorer scorer) {
        return new ScoredOutcome(scorer.score(features), rose);
    }
}
