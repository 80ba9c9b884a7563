package cab.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ResamplingTest {

    @Test
    void nineOutOfTenIntervalsHoldTheTruth() {
        int held = 0;
        int samples = 200;
        for (int sample = 0; sample < samples; sample++) {
            double[] daily = days(250, 0.001, 0.01, sample);
            held += Bootstrap.of(daily, 1, 300, sample).sharpe().contains(0.1) ? 1 : 0;
        }

        assertThat(held / (double) samples)
                .as("share of intervals that hold the true ratio")
                .isBetween(0.83, 0.96);
    }

    @Test
    void blocksKeepTogetherWhatFollowsUponEachOther() {
        // Each day is like the one before: the mean of a year is less sure than independent days would have it.
        SplittableRandom chance = new SplittableRandom(3);
        double[] daily = new double[500];
        for (int day = 1; day < daily.length; day++) {
            daily[day] = 0.9 * daily[day - 1] + 0.01 * chance.nextGaussian();
        }

        Interval single = Bootstrap.of(daily, 1, 500, 1).returnPercent();
        Interval blocks = Bootstrap.of(daily, 25, 500, 1).returnPercent();

        assertThat(blocks.high() - blocks.low()).isGreaterThan(1.5 * (single.high() - single.low()));
    }

    @Test
    void theSameSeedGivesTheSameMixtures() {
        double[] daily = days(100, 0, 0.01, 1);

        assertThat(Bootstrap.of(daily, 5, 50, 9)).isEqualTo(Bootstrap.of(daily, 5, 50, 9));
        assertThat(Bootstrap.of(daily, 5, 50, 9)).isNotEqualTo(Bootstrap.of(daily, 5, 50, 10));
    }

    @Test
    void daysThatAreAllTheSameLeaveNoDoubt() {
        double[] daily = new double[100];
        Arrays.fill(daily, 0.01);

        Bootstrap bootstrap = Bootstrap.of(daily, 7, 20, 1);

        double all = (Math.pow(1.01, 100) - 1) * 100;
        assertThat(bootstrap.returnPercent().low()).isCloseTo(all, within(1e-6));
        assertThat(bootstrap.returnPercent().high()).isCloseTo(all, within(1e-6));
        assertThat(bootstrap.drawdownPercent().high()).isZero();
    }

    @Test
    void aBlockIsAWeekAtLeastWhereThereIsOne() {
        assertThat(Bootstrap.blockMeanOf(1)).isEqualTo(1);
        assertThat(Bootstrap.blockMeanOf(5)).isEqualTo(5);
        assertThat(Bootstrap.blockMeanOf(100)).isEqualTo(7);
        assertThat(Bootstrap.blockMeanOf(1_000)).isCloseTo(10, within(1e-9));
    }

    @Test
    void anotherOrderOfTradesChangesTheDrawdownAndNotTheReturn() {
        // All losses first: hardly an order is worse.
        double[] returns = {-0.1, -0.1, -0.1, 0.1, 0.1, 0.1, 0.1, 0.1};

        TradeOrder order = TradeOrder.of(returns, 2_000, 4);

        double worst = (1 - 0.9 * 0.9 * 0.9) * 100;
        assertThat(order.drawdownPercent().high()).isLessThanOrEqualTo(worst + 1e-9);
        assertThat(order.drawdownPercent().low()).isGreaterThanOrEqualTo(10 - 1e-9);
        assertThat(order.shareWorse()).isZero();
    }

    @Test
    void aLuckyOrderIsSaidToBeOne() {
        double[] returns = {-0.1, 0.2, -0.1, 0.2, -0.1, 0.2, -0.1, 0.2};

        // 2·4!·4!/8! of all orders alternate; all others but those have two losses in a row.
        assertThat(TradeOrder.of(returns, 4_000, 4).shareWorse()).isBetween(0.85, 0.97);
    }

    @Test
    void quantilesLieBetweenNeighbours() {
        double[] values = new double[101];
        for (int index = 0; index < values.length; index++) {
            values[index] = 100 - index;
        }

        assertThat(Interval.of(values)).isEqualTo(new Interval(5, 50, 95));
        assertThat(Interval.of(new double[] {7})).isEqualTo(new Interval(7, 7, 7));
    }

    private static double[] days(int count, double mean, double deviation, long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        return chance.doubles(count)
                .map(_ -> mean + deviation * chance.nextGaussian())
                .toArray();
    }
}
