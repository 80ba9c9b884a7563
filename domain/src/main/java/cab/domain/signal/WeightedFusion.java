package cab.domain.signal;

import cab.domain.market.ClosedCandle;
import cab.domain.strategy.Action;
import cab.domain.strategy.Signal;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * Weighs what the strategies want to buy with a second opinion: {@code technical weight × strength + opinion weight ×
 * (2 × score − 1)}. A score of 1 speaks wholly for it, of 0 wholly against it, of 0.5 neither way. From the threshold
 * on it is bought, with that sum as strength; a sum that misses the threshold by a billionth, as sums of decimal
 * weights do, reaches it.
 *
 * <p>A second opinion never asks for anything by itself, and sales go past it: nothing keeps a position from being
 * sold. Where it has no score, the technical opinion stands as it is. Owned by one thread.
 */
public final class WeightedFusion implements Fusion {

    /** The threshold when nothing else is set: half of all weight must agree, net of what speaks against it. */
    public static final BigDecimal THRESHOLD_DEFAULT = new BigDecimal("0.5");

    private static final double TOLERANCE = 1e-9;

    private final SecondOpinion opinion;
    private final double technicalWeight;
    private final double opinionWeight;
    private final double threshold;
    private Outcome last = Outcome.NOT_ASKED;

    /**
     * A fusion with {@code opinion}.
     *
     * @param technicalWeight of the strategies, 0..1
     * @param opinionWeight of the second opinion, 0..1; both sum to exactly 1
     * @param threshold more than 0, at most 1
     */
    public WeightedFusion(
            SecondOpinion opinion, BigDecimal technicalWeight, BigDecimal opinionWeight, BigDecimal threshold) {
        if (technicalWeight.signum() < 0
                || opinionWeight.signum() < 0
                || technicalWeight.add(opinionWeight).compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException(
                    "weights must be 0 or more and sum to 1, were " + technicalWeight + " and " + opinionWeight);
        }
        if (threshold.signum() <= 0 || threshold.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("threshold must be more than 0 and at most 1, was " + threshold);
        }
        this.opinion = opinion;
        this.technicalWeight = technicalWeight.doubleValue();
        this.opinionWeight = opinionWeight.doubleValue();
        this.threshold = threshold.doubleValue();
    }

    @Override
    public void onCandle(ClosedCandle candle) {
        opinion.onCandle(candle);
    }

    @Override
    public int warmUp() {
        return opinion.warmUp();
    }

    @Override
    public Signal fuse(Signal technical) {
        if (technical.action() != Action.BUY) {
            last = Outcome.NOT_ASKED;
            return technical;
        }
        OpinionScore score = opinion.score();
        return switch (score) {
            case OpinionScore.Absent absent -> {
                last = new Outcome(technical, score, technical.strength());
                yield technical;
            }
            case OpinionScore.Known(double value) -> {
                double sum = technicalWeight * technical.strength() + opinionWeight * (2 * value - 1);
                last = new Outcome(technical, score, sum);
                yield sum < threshold - TOLERANCE ? Signal.HOLD : Signal.buy(Math.min(1, sum));
            }
        };
    }

    @Override
    public String explain() {
        return switch (last.score) {
            case OpinionScore.Absent(String reason) -> reason;
            case OpinionScore.Known(double value) ->
                String.format(
                        Locale.ROOT,
                        "score %.3f: technical %.2f x %.2f, second opinion %.2f x %.3f, together %.3f of at least %.2f",
                        value,
                        technicalWeight,
                        last.technical.strength(),
                        opinionWeight,
                        2 * value - 1,
                        last.sum,
                        threshold);
        };
    }

    /**
     * What came of the last question. Immutable.
     *
     * @param technical what the strategies wanted
     * @param score what the second opinion said
     * @param sum the weighted sum
     */
    private record Outcome(Signal technical, OpinionScore score, double sum) {

        private static final Outcome NOT_ASKED =
                new Outcome(Signal.HOLD, new OpinionScore.Absent("not asked: the strategies do not want to buy"), 0);
    }
}
