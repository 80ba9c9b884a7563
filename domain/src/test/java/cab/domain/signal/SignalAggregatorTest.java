package cab.domain.signal;

import static cab.domain.strategy.Signal.BUY;
import static cab.domain.strategy.Signal.HOLD;
import static cab.domain.strategy.Signal.SELL;
import static cab.domain.strategy.Signal.WARMING_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cab.domain.Property;
import cab.domain.strategy.Action;
import cab.domain.strategy.Signal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SignalAggregatorTest {

    private static Signal[] signals(Signal... signals) {
        return signals;
    }

    private static WeightedScores weighted(double... weights) {
        return new WeightedScores(weights, WeightedScores.THRESHOLD_DEFAULT);
    }

    @Test
    void theFirstOpinionWins() {
        FirstOpinion first = new FirstOpinion();

        assertThat(first.aggregate(signals(HOLD, SELL, BUY))).isEqualTo(SELL);
        assertThat(first.aggregate(signals(WARMING_UP, BUY, SELL))).isEqualTo(BUY);
        assertThat(first.aggregate(signals(Signal.buy(0.2), SELL))).isEqualTo(Signal.buy(0.2));
        assertThat(first.aggregate(signals(HOLD, HOLD))).isEqualTo(HOLD);
    }

    @Test
    void withoutOneWarmStrategyThereIsNoOpinion() {
        for (SignalAggregator aggregator :
                new SignalAggregator[] {new FirstOpinion(), new MajorityVote(), weighted(1, 1)}) {
            assertThat(aggregator.aggregate(signals(WARMING_UP, WARMING_UP))).isEqualTo(WARMING_UP);
            assertThat(aggregator.aggregate(signals(WARMING_UP, HOLD))).isEqualTo(HOLD);
        }
    }

    @Test
    void theActionWithTheMostVotesWins() {
        MajorityVote vote = new MajorityVote();

        assertThat(vote.aggregate(signals(BUY, BUY, HOLD)).action()).isEqualTo(Action.BUY);
        assertThat(vote.aggregate(signals(SELL, HOLD, SELL)).action()).isEqualTo(Action.SELL);
        assertThat(vote.aggregate(signals(BUY, BUY, SELL, HOLD)).action()).isEqualTo(Action.BUY);
        assertThat(vote.aggregate(signals(BUY))).isEqualTo(BUY);
    }

    @Test
    void aTieAndAMajorityOfHoldsHold() {
        MajorityVote vote = new MajorityVote();

        assertThat(vote.aggregate(signals(BUY, SELL))).isEqualTo(HOLD);
        assertThat(vote.aggregate(signals(BUY, HOLD))).isEqualTo(HOLD);
        assertThat(vote.aggregate(signals(SELL, HOLD))).isEqualTo(HOLD);
        assertThat(vote.aggregate(signals(BUY, SELL, HOLD))).isEqualTo(HOLD);
        assertThat(vote.aggregate(signals(BUY, HOLD, HOLD))).isEqualTo(HOLD);
        assertThat(vote.aggregate(signals(BUY, BUY, SELL, SELL, HOLD))).isEqualTo(HOLD);
    }

    @Test
    void aStrategyThatIsWarmingUpVotesToHold() {
        MajorityVote vote = new MajorityVote();

        assertThat(vote.aggregate(signals(BUY, WARMING_UP, HOLD))).isEqualTo(HOLD);
        assertThat(vote.aggregate(signals(BUY, BUY, WARMING_UP)).action()).isEqualTo(Action.BUY);
    }

    @Test
    void theStrengthOfAVoteIsThatOfThoseWhoAgreeOverAll() {
        MajorityVote vote = new MajorityVote();

        assertThat(vote.aggregate(signals(BUY, BUY, BUY))).isSameAs(BUY);
        assertThat(vote.aggregate(signals(Signal.buy(0.8), Signal.buy(0.7), SELL))
                        .strength())
                .isCloseTo(0.5, within(1e-12));
        assertThat(vote.aggregate(signals(Signal.sell(0.9), SELL, HOLD, SELL)).strength())
                .isCloseTo(0.725, within(1e-12));
    }

    @Test
    void aScoreAtTheThresholdActsAndOneBelowHolds() {
        assertThat(weighted(1, 1).aggregate(signals(BUY, HOLD)).action()).isEqualTo(Action.BUY);
        assertThat(weighted(1, 1).aggregate(signals(SELL, HOLD)).action()).isEqualTo(Action.SELL);
        assertThat(weighted(1, 1.001).aggregate(signals(BUY, HOLD))).isEqualTo(HOLD);
        assertThat(weighted(1, 1.001).aggregate(signals(SELL, HOLD))).isEqualTo(HOLD);
    }

    @Test
    void decimalWeightsReachTheThresholdTheyAddUpTo() {
        // 0.1 + 0.2 + 0.3 is not 0.6 in doubles.
        WeightedScores scores = new WeightedScores(new double[] {0.1, 0.2, 0.3, 0.4}, 0.6);

        assertThat(scores.aggregate(signals(BUY, BUY, BUY, HOLD)).action()).isEqualTo(Action.BUY);
    }

    @Test
    void aThresholdOfOneAsksForAllWeightAtFullStrength() {
        WeightedScores scores = new WeightedScores(new double[] {1, 1}, 1);

        assertThat(scores.aggregate(signals(BUY, BUY))).isSameAs(BUY);
        assertThat(scores.aggregate(signals(BUY, Signal.buy(0.999)))).isEqualTo(HOLD);
    }

    @Test
    void opposingOpinionsCancelOut() {
        assertThat(weighted(1, 1).aggregate(signals(BUY, SELL))).isEqualTo(HOLD);
        assertThat(weighted(3, 1).aggregate(signals(BUY, SELL)).strength()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void theStrengthIsTheScore() {
        assertThat(weighted(1, 1).aggregate(signals(BUY, BUY))).isSameAs(BUY);
        assertThat(weighted(2, 2).aggregate(signals(SELL, Signal.sell(0.5))).strength())
                .isCloseTo(0.75, within(1e-12));
    }

    @Test
    void aStrategyWithoutWeightIsNotHeard() {
        assertThat(weighted(0, 1).aggregate(signals(SELL, BUY))).isSameAs(BUY);
    }

    @Test
    void weightsAreCopiedAtTheDoor() {
        double[] weights = {1, 0};
        WeightedScores scores = weighted(weights);

        weights[0] = 0;

        assertThat(scores.aggregate(signals(BUY, HOLD))).isSameAs(BUY);
    }

    @Test
    void weightsAndThresholdThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> weighted(-1, 2)).hasMessage("weight must be 0 or more, was -1.0");
        assertThatThrownBy(() -> weighted(Double.NaN)).hasMessage("weight must be 0 or more, was NaN");
        assertThatThrownBy(() -> weighted(Double.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> weighted(Double.MAX_VALUE, Double.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> weighted(0, 0)).hasMessage("weights must add up to more than 0, added up to 0.0");
        assertThatThrownBy(SignalAggregatorTest::weighted).isInstanceOf(IllegalArgumentException.class);
        for (double threshold : new double[] {0, -0.5, 1.001, Double.NaN}) {
            assertThatThrownBy(() -> new WeightedScores(new double[] {1}, threshold))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> weighted(1, 1).aggregate(signals(BUY)))
                .hasMessage("there must be 2 signals, one per weight, were 1");
    }

    @Test
    void noAggregatorActsAgainstAllItsStrategies() {
        Property.holds(random -> {
            Signal[] signals = new Signal[random.nextInt(1, 6)];
            double[] weights = new double[signals.length];
            for (int index = 0; index < signals.length; index++) {
                signals[index] = randomSignal(random);
                weights[index] = random.nextDouble(0.01, 10);
            }
            for (SignalAggregator aggregator :
                    new SignalAggregator[] {new FirstOpinion(), new MajorityVote(), weighted(weights)}) {
                Signal common = aggregator.aggregate(signals);

                assertThat(Arrays.stream(signals).map(Signal::action)).contains(actionOrHold(common, signals));
            }
        });
    }

    /** What was decided; to hold is allowed even when nobody holds, as in a tie. */
    private static Action actionOrHold(Signal common, Signal[] signals) {
        return common.isOpinion() ? common.action() : signals[0].action();
    }

    private static Signal randomSignal(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> Signal.buy(random.nextDouble());
            case 1 -> Signal.sell(random.nextDouble());
            case 2 -> HOLD;
            default -> WARMING_UP;
        };
    }
}
