package cab.application.optimize;

import cab.domain.statistics.NormalLaw;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How dense the trials of one group lie over the values of one setting: for numbers a mixture of normal kernels, one on
 * each trial and one as broad as the range, cut off at its ends; for choices their counts and one more. Immutable.
 */
sealed interface Parzen {

    /** The density over {@code dimension} of trials that had the values {@code indexes}. */
    static Parzen of(Dimension dimension, List<Integer> indexes) {
        return dimension.isOrdered() ? Kernels.of(dimension, indexes) : Counts.of(dimension, indexes);
    }

    /** A value, as likely as it is dense. */
    int draw(SplittableRandom chance);

    /** The probability of value {@code index}; more than 0. */
    double probability(int index);

    /** For numbers. */
    final class Kernels implements Parzen {

        private static final int DRAWS_MAX = 1_000;
        private static final double NARROWEST = 0.01;
        private static final double LEAST = 1e-300;

        private final Dimension dimension;
        private final double[] centres;
        private final double[] widths;
        private final double[] insides;

        private Kernels(Dimension dimension, double[] centres, double[] widths) {
            this.dimension = dimension;
            this.centres = centres;
            this.widths = widths;
            this.insides = new double[centres.length];
            for (int kernel = 0; kernel < centres.length; kernel++) {
                insides[kernel] = upTo(kernel, 1) - upTo(kernel, 0);
            }
        }

        static Kernels of(Dimension dimension, List<Integer> indexes) {
            double[] trials = indexes.stream()
                    .mapToDouble(index -> (dimension.shareFrom(index) + shareTo(dimension, index)) / 2)
                    .sorted()
                    .toArray();
            double narrowest = Math.max(NARROWEST, 1.0 / (1 + trials.length));
            double[] centres = Arrays.copyOf(trials, trials.length + 1);
            double[] widths = new double[centres.length];
            for (int kernel = 0; kernel < trials.length; kernel++) {
                double below = kernel == 0 ? 0 : trials[kernel - 1];
                double above = kernel == trials.length - 1 ? 1 : trials[kernel + 1];
                double gap = Math.max(trials[kernel] - below, above - trials[kernel]);
                widths[kernel] = Math.clamp(gap, narrowest, 1);
            }
            // What was believed before any trial: anywhere.
            centres[trials.length] = 0.5;
            widths[trials.length] = 1;
            return new Kernels(dimension, centres, widths);
        }

        private static double shareTo(Dimension dimension, int index) {
            return index == dimension.size() - 1 ? 1 : dimension.shareFrom(index + 1);
        }

        private double upTo(int kernel, double position) {
            return NormalLaw.probabilityUpTo((position - centres[kernel]) / widths[kernel]);
        }

        @Override
        public int draw(SplittableRandom chance) {
            int kernel = chance.nextInt(centres.length);
            double position = centres[kernel];
            for (int draw = 0; draw < DRAWS_MAX; draw++) {
                double drawn = centres[kernel] + widths[kernel] * chance.nextGaussian();
                if (drawn >= 0 && drawn <= 1) {
                    position = drawn;
                    break;
                }
            }
            return dimension.indexAt(position);
        }

        @Override
        public double probability(int index) {
            double from = dimension.shareFrom(index);
            double to = shareTo(dimension, index);
            double sum = 0;
            for (int kernel = 0; kernel < centres.length; kernel++) {
                sum += (upTo(kernel, to) - upTo(kernel, from)) / insides[kernel];
            }
            return Math.max(LEAST, sum / centres.length);
        }
    }

    /** For choices. */
    final class Counts implements Parzen {

        private final int[] counts;
        private final int total;

        private Counts(int[] counts, int total) {
            this.counts = counts;
            this.total = total;
        }

        static Counts of(Dimension dimension, List<Integer> indexes) {
            int[] counts = new int[dimension.size()];
            Arrays.fill(counts, 1);
            indexes.forEach(index -> counts[index]++);
            return new Counts(counts, dimension.size() + indexes.size());
        }

        @Override
        public int draw(SplittableRandom chance) {
            int left = chance.nextInt(total);
            int index = 0;
            while (left >= counts[index]) {
                left -= counts[index];
                index++;
            }
            return index;
        }

        @Override
        public double probability(int index) {
            return (double) counts[index] / total;
        }
    }
}
