package cab.infrastructure.model;

import cab.domain.feature.FeatureList;
import cab.domain.model.ScoreQuality;
import java.time.Instant;

/**
 * What must be known of a model beside its weights. Immutable.
 *
 * @param features in the order of its input
 * @param horizonCandles how far ahead it looks
 * @param trainedFrom opening of the first candle whose features it was trained on
 * @param trainedTo close of the last candle that it knows anything of, outcomes included; what is later is new to it
 * @param samples how many it was trained on
 * @param validation how good its kind was on blocks that lay behind what they were trained on
 */
public record ModelCard(
        FeatureList features,
        int horizonCandles,
        Instant trainedFrom,
        Instant trainedTo,
        int samples,
        ScoreQuality validation) {}
