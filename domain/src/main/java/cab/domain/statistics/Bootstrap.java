package cab.domain.statistics;

import java.util.SplittableRandom;

/**
 * What might have come of the same days in another mixture: the stationary bootstrap of Politis and Romano (1994). Days
 * are drawn in blocks of chance length, so that what follows upon each other stays together; the last day is followed
 * by the first. Immutable.
 *
 * @param returnPercent of the whole span
 * @param drawdownPercent largest fall from a peak
 * @param sharpe of a day, not annualised
 */
public record Bootstrap(Interval returnPercent, Interval drawdownPercent, Interval sharpe) {

    /**
     * Draws {@code rounds} mixtures.
     *
     * @param daily returns of days, at least two
     * @param blockMean average length of a block in days, 1 or more
     */
    public static Bootstrap of(double[] daily, double blockMean, int rounds, long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        double[] returns = new double[rounds];
        double[] drawdowns = new double[rounds];
        double[] sharpes = new double[rounds];
        double[] drawn = new double[daily.length];
        for (int round = 0; round < rounds; round++) {
            draw(daily, blockMean, chance, drawn);
            EquityPath path = EquityPath.of(drawn);
            returns[round] = path.returnPercent();
            drawdowns[round] = path.drawdownPercent();
            sharpes[round] = Moments.of(drawn).sharpe();
        }
        return new Bootstrap(Interval.of(returns), Interval.of(drawdowns), Interval.of(sharpes));
    }

    /** The cube root of the number of days, as theory has it, but never less than a week. */
    public static double blockMeanOf(int days) {
        return Math.clamp(Math.cbrt(days), Math.min(7, days), Math.max(1, days));
    }

    private static void draw(double[] daily, double blockMean, SplittableRandom chance, double[] drawn) {
        int day = chance.nextInt(daily.length);
        for (int index = 0; index < drawn.length; index++) {
            boolean isBlockEnd = index > 0 && chance.nextDouble() * blockMean < 1;
            day = isBlockEnd ? chance.nextInt(daily.length) : day;
            drawn[index] = daily[day];
            day = day + 1 == daily.length ? 0 : day + 1;
        }
    }
}
