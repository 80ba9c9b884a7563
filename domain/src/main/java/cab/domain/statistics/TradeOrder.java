package cab.domain.statistics;

import java.util.SplittableRandom;

/**
 * What the drawdown might have been had the same trades come in another order: luck that a single run does not show.
 * Immutable.
 *
 * @param drawdownPercent over many orders
 * @param shareWorse how many of them, 0 to 1, had a larger drawdown than the order that was
 */
public record TradeOrder(Interval drawdownPercent, double shareWorse) {

    /**
     * Shuffles the trades {@code rounds} times.
     *
     * @param returns of each trade as a share of the equity before it, at least one
     */
    public static TradeOrder of(double[] returns, int rounds, long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        double actual = EquityPath.of(returns).drawdownPercent();
        double[] shuffled = returns.clone();
        double[] drawdowns = new double[rounds];
        int worse = 0;
        for (int round = 0; round < rounds; round++) {
            for (int index = shuffled.length - 1; index > 0; index--) {
                int other = chance.nextInt(index + 1);
                double kept = shuffled[index];
                shuffled[index] = shuffled[other];
                shuffled[other] = kept;
            }
            drawdowns[round] = EquityPath.of(shuffled).drawdownPercent();
            worse += drawdowns[round] > actual + 1e-9 ? 1 : 0;
        }
        return new TradeOrder(Interval.of(drawdowns), (double) worse / rounds);
    }
}
