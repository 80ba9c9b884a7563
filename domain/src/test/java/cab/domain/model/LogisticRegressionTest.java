package cab.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Training finds what there is to find, and nothing where there is nothing. */
final class LogisticRegressionTest {

    private static final long SEED = 20_260_902L;

    @Test
    void theGradientIsTheSlopeOfTheLoss() {
        SplittableRandom random = new SplittableRandom(SEED);
        LogisticRegression regression = new LogisticRegression(0.3);
        double[][] rows = new double[40][4];
        boolean[] rises = new boolean[rows.length];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new double[] {random.nextDouble() - 0.5, random.nextDouble() * 3, random.nextDouble(), 1};
            rises[row] = random.nextBoolean();
        }
        double[] parameters = {0.4, -1.2, 2, 0.7};

        double[] gradient = regression.gradient(rows, rises, parameters);

        for (int index = 0; index < parameters.length; index++) {
            double step = 1e-6;
            double[] above = parameters.clone();
            above[index] += step;
            double[] below = parameters.clone();
            below[index] -= step;
            double slope = (regression.loss(rows, rises, above) - regression.loss(rows, rises, below)) / (2 * step);
            assertThat(gradient[index]).as("parameter %d, seed %d", index, SEED).isCloseTo(slope, within(1e-8));
        }
    }

    @Test
    void itFindsTheWeightsThatMadeTheOutcomes() {
        List<Sample> samples = samples(20_000, 1.5, -0.8, 0.4);

        LogisticModel model = new LogisticRegression(1e-9).train(samples);

        // Both features are of deviation 1 already.
        assertThat(model.weights().get(0)).as("seed %d", SEED).isCloseTo(1.5, within(0.1));
        assertThat(model.weights().get(1)).as("seed %d", SEED).isCloseTo(-0.8, within(0.1));
        assertThat(model.bias()).as("seed %d", SEED).isCloseTo(0.4, within(0.1));
    }

    @Test
    void theSameSamplesGiveTheSameModel() {
        List<Sample> samples = samples(500, 1, 1, 0);
        LogisticRegression regression = new LogisticRegression(0.01);

        assertThat(regression.train(samples).weights())
                .isEqualTo(regression.train(samples).weights());
    }

    @Test
    void outcomesThatASingleFeatureTellsPerfectlyKeepWeightsFinite() {
        List<Sample> samples = new ArrayList<>();
        for (int index = 0; index < 100; index++) {
            samples.add(new Sample(index, new double[] {index, 7}, index >= 50));
        }

        LogisticModel model = new LogisticRegression(0.01).train(samples);

        assertThat(model.score(new double[] {0, 7})).isLessThan(0.2);
        assertThat(model.score(new double[] {99, 7})).isGreaterThan(0.8);
        assertThat(model.weights().get(1)).as("a feature that never moves").isCloseTo(0, within(1e-12));
    }

    @Test
    void anOutlierCountsNoMoreThanFiveDeviations() {
        LogisticModel model = new LogisticRegression(0.01).train(samples(500, 1, 1, 0));
        double far = model.scaling().means().getFirst()
                + 1_000 * model.scaling().deviations().getFirst();

        assertThat(model.score(new double[] {far, 0})).isEqualTo(model.score(new double[] {far * 2, 0}));
    }

    @Test
    void aPenaltyOfZeroIsRefused() {
        assertThatThrownBy(() -> new LogisticRegression(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Sample> samples(int count, double first, double second, double bias) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Sample> samples = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            // A uniform number of deviation 1.
            double one = (random.nextDouble() - 0.5) * Math.sqrt(12);
            double two = (random.nextDouble() - 0.5) * Math.sqrt(12);
            double likelihood = LogisticModel.sigmoid(bias + first * one + second * two);
            samples.add(new Sample(index, new double[] {one, two}, random.nextDouble() < likelihood));
        }
        return samples;
    }
}
