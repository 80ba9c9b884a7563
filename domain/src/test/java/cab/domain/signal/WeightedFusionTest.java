package cab.domain.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cab.domain.Property;
import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import cab.domain.strategy.Action;
import cab.domain.strategy.EmaCross;
import cab.domain.strategy.Signal;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightedFusionTest {

    private OpinionScore score = new OpinionScore.Known(0.5);
    private int asked;
    private int seen;

    private final SecondOpinion opinion = new SecondOpinion() {
        @Override
        public int warmUp() {
            return 300;
        }

        @Override
        public void onCandle(ClosedCandle candle) {
            seen++;
        }

        @Override
        public OpinionScore score() {
            asked++;
            return score;
        }
    };

    @Test
    void theSumOfBothWeightsDecides() {
        WeightedFusion fusion = fusion("0.65", "0.35", "0.5");

        assertThat(fuse(fusion, 1, 1).strength()).isCloseTo(1.0, within(1e-12));
        assertThat(fuse(fusion, 1, 0.5).strength()).isCloseTo(0.65, within(1e-12));
        assertThat(fuse(fusion, 1, 0)).isEqualTo(Signal.HOLD);
        assertThat(fuse(fusion, 0.5, 1).strength()).isCloseTo(0.675, within(1e-12));
        assertThat(fuse(fusion, 0.5, 0.5)).isEqualTo(Signal.HOLD);
    }

    @Test
    void aSumAtTheThresholdBuysAndOneBelowHolds() {
        // 0.7 + 0.3 × (2 × 0.5 − 1) is 0.7 and so is, but for rounding, 0.1 × 1 + 0.9 × (2 × 0.8333… − 1).
        assertThat(fuse(fusion("0.7", "0.3", "0.7"), 1, 0.5).action()).isEqualTo(Action.BUY);
        assertThat(fuse(fusion("0.7", "0.3", "0.7"), 1, 0.4999999)).isEqualTo(Signal.HOLD);
        assertThat(fuse(fusion("0.1", "0.9", "0.7"), 1, 5.0 / 6.0).action()).isEqualTo(Action.BUY);
    }

    @Test
    void withoutAScoreTheTechnicalOpinionStandsAsItIs() {
        WeightedFusion fusion = fusion("0.65", "0.35", "0.5");
        score = new OpinionScore.Absent("the model failed: out of order");

        assertThat(fusion.fuse(Signal.buy(0.1))).isEqualTo(Signal.buy(0.1));
        assertThat(fusion.explain()).isEqualTo("the model failed: out of order");
    }

    @Test
    void salesGoPastItAndHoldsAreNotAskedAbout() {
        WeightedFusion fusion = fusion("0.0", "1.0", "0.5");
        score = new OpinionScore.Known(1);

        assertThat(fusion.fuse(Signal.sell(0.2))).isEqualTo(Signal.sell(0.2));
        assertThat(fusion.fuse(Signal.HOLD)).isEqualTo(Signal.HOLD);
        assertThat(fusion.fuse(Signal.WARMING_UP)).isEqualTo(Signal.WARMING_UP);
        assertThat(asked).isZero();
        assertThat(fusion.explain()).startsWith("not asked");
    }

    @Test
    void aWeightOfNothingLeavesTheOtherAlone() {
        assertThat(fuse(fusion("1.0", "0.0", "0.5"), 0.5, 0)).isEqualTo(Signal.buy(0.5));
        assertThat(fuse(fusion("0.0", "1.0", "0.5"), 0.1, 0.75).strength()).isCloseTo(0.5, within(1e-12));
        assertThat(fuse(fusion("0.0", "1.0", "0.5"), 1, 0.74)).isEqualTo(Signal.HOLD);
    }

    @Test
    void theNumbersAreTold() {
        WeightedFusion fusion = fusion("0.65", "0.35", "0.5");
        Signal _ = fuse(fusion, 1, 0.2);

        assertThat(fusion.explain())
                .isEqualTo("score 0.200: technical 0.65 x 1.00, second opinion 0.35 x -0.600, together 0.440 of at"
                        + " least 0.50");
    }

    @Test
    void noSumLeavesItsBoundsAndABetterScoreNeverHurts() {
        Property.holds(500, random -> {
            BigDecimal technical = BigDecimal.valueOf(random.nextInt(101), 2);
            WeightedFusion fusion = new WeightedFusion(
                    opinion,
                    technical,
                    BigDecimal.ONE.subtract(technical),
                    BigDecimal.valueOf(1 + random.nextInt(100), 2));
            double strength = random.nextDouble();
            double worse = random.nextDouble();
            double better = worse + (1 - worse) * random.nextDouble();

            Signal little = fuse(fusion, strength, worse);
            Signal much = fuse(fusion, strength, better);

            assertThat(much.strength()).isBetween(little.strength(), 1.0);
            assertThat(much.action()).isNotEqualTo(Action.SELL);
        });
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> fusion("0.65", "0.36", "0.5")).hasMessageContaining("sum to 1, were 0.65 and 0.36");
        assertThatThrownBy(() -> fusion("1.1", "-0.1", "0.5")).hasMessageContaining("0 or more");
        assertThatThrownBy(() -> fusion("0.65", "0.35", "0")).hasMessageContaining("threshold");
        assertThatThrownBy(() -> fusion("0.65", "0.35", "1.01")).hasMessageContaining("threshold");
        for (double wrong : new double[] {-0.001, 1.001, Double.NaN}) {
            assertThatThrownBy(() -> new OpinionScore.Known(wrong)).hasMessageContaining("within 0..1");
        }
    }

    @Test
    void thePipelineShowsItEveryCandleAndWarmsItUp() {
        SignalPipeline pipeline = new SignalPipeline(
                List.of(new EmaCross(2, 3)), new FirstOpinion(), TrendFilter.off(), fusion("0.65", "0.35", "0.5"));
        for (int index = 0; index < 5; index++) {
            Decision _ = pipeline.onCandle(new Candle(index, index + 1, 1, 1, 1, 1, 1));
        }

        assertThat(seen).isEqualTo(5);
        assertThat(pipeline.warmUp()).isEqualTo(300);
        assertThat(pipeline.explain()).contains("with second opinion: HOLD (not asked");
    }

    private Signal fuse(WeightedFusion fusion, double strength, double value) {
        score = new OpinionScore.Known(value);
        return fusion.fuse(Signal.buy(strength));
    }

    private WeightedFusion fusion(String technical, String ai, String threshold) {
        return new WeightedFusion(opinion, new BigDecimal(technical), new BigDecimal(ai), new BigDecimal(threshold));
    }
}
