package cab.application.backtest;

import java.util.OptionalDouble;

/** Sums over a series of numbers. Pure functions. */
final class Statistics {

    private static final double DAYS_A_YEAR = 365;
    private static final double TINY = 1e-300;
    private static final double PRECISE = 1e-14;
    private static final int STEPS_MAX = 300;

    private Statistics() {}

    /** Zero of nothing. */
    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }

    /** Standard deviation of a sample; empty with fewer than two values. */
    static OptionalDouble deviation(double[] values) {
        if (values.length < 2) {
            return OptionalDouble.empty();
        }
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return OptionalDouble.of(Math.sqrt(squares / (values.length - 1)));
    }

    /** Mean over deviation, of daily values, a year. */
    static OptionalDouble sharpe(double[] daily) {
        return ratio(mean(daily), deviation(daily).orElse(0));
    }

    /** Mean over the root mean square of the negative values, counted over all, of daily values, a year. */
    static OptionalDouble sortino(double[] daily) {
        double squares = 0;
        for (double value : daily) {
            double loss = Math.min(0, value);
            squares += loss * loss;
        }
        return daily.length < 2 ? OptionalDouble.empty() : ratio(mean(daily), Math.sqrt(squares / daily.length));
    }

    private static OptionalDouble ratio(double mean, double deviation) {
        return deviation > 0 ? OptionalDouble.of(mean / deviation * Math.sqrt(DAYS_A_YEAR)) : OptionalDouble.empty();
    }

    /** What is above zero over what is below; empty when nothing is below. */
    static OptionalDouble omega(double[] values) {
        double above = 0;
        double below = 0;
        for (double value : values) {
            above += Math.max(0, value);
            below -= Math.min(0, value);
        }
        return below > 0 ? OptionalDouble.of(above / below) : OptionalDouble.empty();
    }

    /** Mean over its standard error: Student's t against zero. Empty with fewer than two values or no deviation. */
    static OptionalDouble tValue(double[] values) {
        OptionalDouble deviation = deviation(values);
        return deviation.isPresent() && deviation.getAsDouble() > 0
                ? OptionalDouble.of(mean(values) / deviation.getAsDouble() * Math.sqrt(values.length))
                : OptionalDouble.empty();
    }

    /**
     * How likely chance alone gives a mean at least this far from zero, either way; empty where there is no t. It takes
     * the values to be independent.
     */
    static OptionalDouble pValue(double[] values) {
        OptionalDouble t = tValue(values);
        if (t.isEmpty()) {
            return OptionalDouble.empty();
        }
        double freedom = values.length - 1;
        double square = t.getAsDouble() * t.getAsDouble();
        return OptionalDouble.of(incompleteBeta(freedom / (freedom + square), freedom / 2, 0.5));
    }

    /** The regularised incomplete beta function, by its continued fraction (Lentz). */
    private static double incompleteBeta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - incompleteBeta(1 - x, b, a);
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
        double fraction = 1;
        double c = 1;
        double d = 0;
        for (int step = 0; step <= STEPS_MAX; step++) {
            int half = step / 2;
            double numerator;
            if (step == 0) {
                numerator = 1;
            } else if (step % 2 == 0) {
                numerator = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half));
            } else {
                numerator = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1));
            }
            d = 1 / nonZero(1 + numerator * d);
            c = nonZero(1 + numerator / c);
            fraction *= c * d;
            if (Math.abs(1 - c * d) < PRECISE) {
                break;
            }
        }
        return front * (fraction - 1);
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** By Lanczos' approximation, to about ten digits. */
    private static double logGamma(double x) {
        double[] terms = {
            76.18009172947146,
            -86.50532032941678,
            24.01409824083091,
            -1.231739572450155,
            0.1208650973866179e-2,
            -0.5395239384953e-5
        };
        double base = x + 5.5;
        double sum = 1.000000000190015;
        for (int index = 0; index < terms.length; index++) {
            sum += terms[index] / (x + 1 + index);
        }
        return (x + 0.5) * Math.log(base) - base + Math.log(2.5066282746310007 * sum / x);
    }
}
