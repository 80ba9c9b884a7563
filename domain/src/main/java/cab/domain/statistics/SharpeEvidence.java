package cab.domain.statistics;

/**
 * How much a Sharpe ratio proves, after Bailey and López de Prado, “The Deflated Sharpe Ratio: Correcting for Selection
 * Bias, Backtest Overfitting and Non-Normality” (2014). All ratios are of one period, not annualised. Pure functions.
 */
public final class SharpeEvidence {

    private static final double EULER_MASCHERONI = 0.5772156649015329;

    private SharpeEvidence() {}

    /**
     * The probabilistic Sharpe ratio: how likely the true ratio is above {@code benchmark}, given a sample of this
     * length and shape. Fat tails and losses that come in one piece make it less sure.
     *
     * @return 0 to 1; 0.5 when there is too little to say anything
     */
    public static double probabilityAbove(double benchmark, double sharpe, Moments shape) {
        double spread = 1 - shape.skewness() * sharpe + (shape.kurtosis() - 1) / 4 * sharpe * sharpe;
        if (shape.count() < 2 || shape.deviation() == 0 || !(spread > 0)) {
            return 0.5;
        }
        return NormalLaw.probabilityUpTo((sharpe - benchmark) * Math.sqrt(shape.count() - 1) / Math.sqrt(spread));
    }

    /**
     * The largest ratio that is to be expected of {@code trials} independent trials none of which is worth anything.
     *
     * @param variance of the ratios of the trials
     */
    public static double expectedMaximum(int trials, double variance) {
        if (trials < 2 || !(variance > 0)) {
            return 0;
        }
        double first = NormalLaw.quantile(1 - 1.0 / trials);
        double second = NormalLaw.quantile(1 - 1.0 / (trials * Math.E));
        return Math.sqrt(variance) * ((1 - EULER_MASCHERONI) * first + EULER_MASCHERONI * second);
    }

    /**
     * The deflated Sharpe ratio: how likely the true ratio of the best is above what chance gives the best of so many.
     */
    public static double deflated(double sharpe, Moments shape, int trials, double variance) {
        return probabilityAbove(expectedMaximum(trials, variance), sharpe, shape);
    }
}
