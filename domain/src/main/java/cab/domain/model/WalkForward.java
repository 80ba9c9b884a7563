package cab.domain.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Validates by walking forward: the samples are cut into a first half and {@code folds} equal blocks after it; each
 * block is scored by a model that was trained on what lies before it. A sample whose outcome reaches into the block is
 * purged (its label knows a price of the block), and {@code embargo} candles more are left out between both, because
 * neighbouring candles look alike. Immutable.
 *
 * @param folds 1 or more
 * @param horizon in candles, that of the samples
 * @param embargo in candles, 0 or more
 */
public record WalkForward(int folds, int horizon, int embargo) {

    public WalkForward {
        if (folds < 1 || horizon < 1 || embargo < 0) {
            throw new IllegalArgumentException("folds and horizon must be 1 or more and embargo 0 or more, were "
                    + folds + ", " + horizon + " and " + embargo);
        }
    }

    /**
     * One block with what a model for it may learn from. Immutable.
     *
     * @param training all of it is known, with its outcomes, an embargo before the block
     * @param block what is scored
     */
    public record Fold(List<Sample> training, List<Sample> block) {

        public Fold {
            training = List.copyOf(training);
            block = List.copyOf(block);
        }
    }

    /**
     * The folds over {@code samples}, which are in the order of time; those with nothing to learn from are left out.
     */
    public List<Fold> folds(List<Sample> samples) {
        int half = samples.size() / 2;
        List<Fold> cut = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            int from = half + (int) ((long) (samples.size() - half) * fold / folds);
            int to = half + (int) ((long) (samples.size() - half) * (fold + 1) / folds);
            if (from < to) {
                List<Sample> training =
                        knownBefore(samples.subList(0, from), samples.get(from).candle());
                if (!training.isEmpty()) {
                    cut.add(new Fold(training, samples.subList(from, to)));
                }
            }
        }
        return cut;
    }

    /** The samples whose outcome was known an embargo before candle {@code candle}. */
    public List<Sample> knownBefore(List<Sample> samples, int candle) {
        return samples.stream()
                .filter(sample -> sample.candle() + horizon + embargo < candle)
                .toList();
    }

    /** The scores of every block, each by the model of its own past, in the order of time. */
    public List<ScoredOutcome> validate(List<Sample> samples, LogisticRegression regression) {
        List<ScoredOutcome> scored = new ArrayList<>();
        for (Fold fold : folds(samples)) {
            LogisticModel model = regression.train(fold.training());
            for (Sample sample : fold.block()) {
                scored.add(sample.scoredBy(model));
            }
        }
        return scored;
    }
}
