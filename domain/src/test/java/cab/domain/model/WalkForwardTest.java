package cab.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cab.domain.feature.FeaturePipeline;
import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Validation scores nothing that the model could have seen. */
final class WalkForwardTest {

    private static final long SEED = 20_260_903L;

    @Test
    void noTrainingSampleKnowsAPriceWithinAnEmbargoOfItsBlock() {
        List<WalkForward.Fold> folds = new WalkForward(4, 6, 10).folds(noise(1_000));

        assertThat(folds).hasSize(4);
        assertThat(folds.getFirst().block().getFirst().candle()).isEqualTo(500);
        assertThat(folds.getLast().block().getLast().candle()).isEqualTo(999);
        for (WalkForward.Fold fold : folds) {
            int blockStart = fold.block().getFirst().candle();
            int lastKnown = fold.training().getLast().candle() + 6;
            assertThat(lastKnown).isEqualTo(blockStart - 10 - 1);
        }
    }

    @Test
    void whatIsMadeByChanceIsScoredAsChance() {
        ScoreQuality quality = ScoreQuality.of(new WalkForward(5, 1, 0).validate(noise(6_000), regression()));

        assertThat(quality.auc()).as("seed %d", SEED).isCloseTo(0.5, within(0.03));
        assertThat(quality.brier()).as("seed %d", SEED).isCloseTo(0.25, within(0.01));
    }

    @Test
    void aLabelThatLeaksIntoAFeatureIsSeenInTheFigures() {
        List<Sample> leaking = noise(2_000).stream()
                .map(sample -> new Sample(
                        sample.candle(), new double[] {sample.feature(0), sample.rose() ? 1 : 0}, sample.rose()))
                .toList();

        assertThat(ScoreQuality.of(new WalkForward(5, 1, 0).validate(leaking, regression()))
                        .auc())
                .isEqualTo(1);
    }

    @Test
    void aSampleNeedsTheCandleOfItsHorizonAtTheRightTime() {
        CandleSeries whole = days(100, Integer.MAX_VALUE);
        CandleSeries withHole = days(100, 90);

        assertThat(FeaturePipeline.timeframes(Timeframe.D1)).containsExactly(Timeframe.D1);
        assertThat(Samples.of(whole, 3))
                .extracting(Sample::candle)
                .startsWith(59)
                .endsWith(96);
        // Candle 90 is missing: 87 to 89 would need it or reach over it, and are the indexes before the hole.
        assertThat(Samples.of(withHole, 3))
                .extracting(Sample::candle)
                .doesNotContain(87, 88, 89)
                .contains(86, 90);
    }

    @Test
    void ranksGiveTheAreaAndTiesCountHalf() {
        ScoreQuality quality = ScoreQuality.of(List.of(
                new ScoredOutcome(0.2, false),
                new ScoredOutcome(0.5, true),
                new ScoredOutcome(0.5, false),
                new ScoredOutcome(1, true)));

        // Pairs of a rise and a fall: 0.5 over 0.2, 0.5 beside 0.5, 1 over both.
        assertThat(quality.auc()).isEqualTo(3.5 / 4);
        assertThat(quality.brier()).isCloseTo((0.04 + 0.25 + 0.25 + 0) / 4, within(1e-12));
        assertThat(quality.brierOfShare()).isEqualTo(0.25);
        assertThat(quality.bins()).hasSize(10);
        assertThat(quality.bins().get(5)).isEqualTo(new ScoreQuality.Bin(0.5, 2, 0.5, 0.5));
        assertThat(quality.bins().getLast().samples()).isEqualTo(1);
    }

    @Test
    void whereNothingFellTheAreaIsThatOfChance() {
        assertThat(ScoreQuality.of(List.of(new ScoredOutcome(0.9, true))).auc()).isEqualTo(0.5);
    }

    private static LogisticRegression regression() {
        return new LogisticRegression(0.01);
    }

    private static List<Sample> noise(int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Sample> samples = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            samples.add(
                    new Sample(index, new double[] {random.nextDouble(), random.nextDouble()}, random.nextBoolean()));
        }
        return samples;
    }

    private static CandleSeries days(int count, int missing) {
        CandleSeries.Builder builder = CandleSeries.builder(Timeframe.D1);
        for (int day = 0; day <= count; day++) {
            if (day != missing) {
                double close = 100 + day % 7;
                builder = builder.add(day * Timeframe.D1.lengthMs(), close, close + 1, close - 1, close, 5);
            }
        }
        return builder.build().slice(0, count);
    }
}
