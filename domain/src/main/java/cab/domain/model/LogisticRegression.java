package cab.domain.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trains a {@link LogisticModel}: the least mean logistic loss plus {@code penalty / 2 × sum of squared weights} (the
 * bias is free), by Newton's method with halved steps where a whole one does not help. The loss is convex, so that
 * there is one answer and no chance in it. Immutable.
 */
public final class LogisticRegression {

    private static final int STEPS_MAX = 50;
    private static final int HALVINGS_MAX = 30;
    private static final double GRADIENT_MIN = 1e-9;

    private final double penalty;

    /** A training with a penalty of more than 0, which also makes the answer unique. */
    public LogisticRegression(double penalty) {
        if (!(penalty > 0 && penalty < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("penalty must be more than 0, was " + penalty);
        }
        this.penalty = penalty;
    }

    /** The model of {@code samples}, one or more; scaled by them and nothing else. */
    public LogisticModel train(List<Sample> samples) {
        Scaling scaling = Scaling.fit(samples);
        double[][] rows = scaled(samples, scaling);
        boolean[] rises = new boolean[rows.length];
        for (int row = 0; row < rows.length; row++) {
            rises[row] = samples.get(row).rose();
        }
        double[] parameters = descend(rows, rises);
        int width = scaling.width();
        return new LogisticModel(scaling, Arrays.copyOf(parameters, width), parameters[width]);
    }

    /** The features scaled, and a 1 for the bias behind them. */
    private static double[][] scaled(List<Sample> samples, Scaling scaling) {
        List<double[]> rows = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
            double[] row = new double[scaling.width() + 1];
            for (int index = 0; index < scaling.width(); index++) {
                row[index] = scaling.scaled(index, sample.feature(index));
            }
            row[scaling.width()] = 1;
            rows.add(row);
        }
        return rows.toArray(double[][]::new);
    }

    private double[] descend(double[][] rows, boolean[] rises) {
        double[] parameters = new double[rows[0].length];
        double loss = loss(rows, rises, parameters);
        for (int step = 0; step < STEPS_MAX; step++) {
            double[] gradient = gradient(rows, rises, parameters);
            if (largest(gradient) < GRADIENT_MIN) {
                return parameters;
            }
            double[] direction = CholeskySolver.solve(curvature(rows, parameters), gradient);
            double[] next = moved(parameters, direction, 1);
            double nextLoss = loss(rows, rises, next);
            for (int halving = 1; nextLoss > loss && halving <= HALVINGS_MAX; halving++) {
                next = moved(parameters, direction, Math.pow(0.5, halving));
                nextLoss = loss(rows, rises, next);
            }
            if (nextLoss >= loss) {
                // No step improves it any more: as good as a double can tell.
                return parameters;
            }
            parameters = next;
            loss = nextLoss;
        }
        return parameters;
    }

    private static double[] moved(double[] from, double[] direction, double share) {
        double[] to = from.clone();
        for (int index = 0; index < to.length; index++) {
            to[index] -= share * direction[index];
        }
        return to;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** What is made least. */
    double loss(double[][] rows, boolean[] rises, double[] parameters) {
        double sum = 0;
        for (int row = 0; row < rows.length; row++) {
            double margin = dot(rows[row], parameters) * (rises[row] ? 1 : -1);
            // ln(1 + exp(-margin)), without an overflow where the margin is far below zero.
            sum += Math.max(-margin, 0) + Math.log1p(Math.exp(-Math.abs(margin)));
        }
        double squares = 0;
        for (int index = 0; index < parameters.length - 1; index++) {
            squares += parameters[index] * parameters[index];
        }
        return sum / rows.length + penalty / 2 * squares;
    }

    /** How the loss changes with each parameter. */
    double[] gradient(double[][] rows, boolean[] rises, double[] parameters) {
        double[] gradient = new double[parameters.length];
        for (int row = 0; row < rows.length; row++) {
            double error = LogisticModel.sigmoid(dot(rows[row], parameters)) - (rises[row] ? 1 : 0);
            for (int index = 0; index < gradient.length; index++) {
                gradient[index] += error * rows[row][index];
            }
        }
        for (int index = 0; index < gradient.length; index++) {
            boolean isBias = index == gradient.length - 1;
            gradient[index] = gradient[index] / rows.length + (isBias ? 0 : penalty * parameters[index]);
        }
        return gradient;
    }

    private double[][] curvature(double[][] rows, double[] parameters) {
        int width = parameters.length;
        double[][] curvature = new double[width][width];
        for (double[] row : rows) {
            double score = LogisticModel.sigmoid(dot(row, parameters));
            double weight = score * (1 - score) / rows.length;
            for (int down = 0; down < width; down++) {
                double weighted = weight * row[down];
                for (int across = 0; across <= down; across++) {
                    curvature[down][across] += weighted * row[across];
                }
            }
        }
        for (int index = 0; index < width; index++) {
            // The bias gets a trace of it, so that the matrix is definite whatever the samples.
            curvature[index][index] += index == width - 1 ? 1e-12 : penalty;
        }
        return curvature;
    }

    private static double dot(double[] row, double[] parameters) {
        double sum = 0;
        for (int index = 0; index < row.length; index++) {
            sum += row[index] * parameters[index];
        }
        return sum;
    }
}
