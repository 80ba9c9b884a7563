package cab.domain.model;

import cab.domain.feature.FeaturePipeline;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import cab.domain.signal.OpinionScore;
import cab.domain.signal.SecondOpinion;

/** What a model says of the features after the last candle. It is asked only when its score is. Owned by one thread. */
public final class ModelOpinion implements SecondOpinion {

    private final FeaturePipeline features;
    private final FeatureScorer scorer;
    private final double[] values;

    /** An opinion that has seen no candle. */
    public ModelOpinion(Timeframe base, FeatureScorer scorer) {
        this.features = new FeaturePipeline(base);
        this.scorer = scorer;
        this.values = new double[FeaturePipeline.list(base).size()];
    }

    @Override
    public int warmUp() {
        return FeaturePipeline.warmUp(features.base());
    }

    @Override
    public void onCandle(ClosedCandle candle) {
        features.onCandle(candle);
    }

    @Override
    public OpinionScore score() {
        if (!features.isWarm()) {
            return new OpinionScore.Absent("the model has not seen enough candles yet");
        }
        features.values(values);
        return new OpinionScore.Known(scorer.score(values));
    }
}
