package cab.application.optimize;

import cab.application.backtest.BacktestResult;

/** How a backtest went, day by day and trade by trade, as far as luck is looked for in it. Immutable. */
public final class Course {

    private final double initial;
    private final double[] dailyReturns;
    private final double[] tradeProfits;

    /**
     * A course of which somebody else has kept the numbers.
     *
     * @param initial equity before the first trade, in quote
     * @param dailyReturns of UTC days, as shares
     * @param tradeProfits what each round trip earned or lost, in quote, all fees included
     */
    public Course(double initial, double[] dailyReturns, double[] tradeProfits) {
        this.initial = initial;
        this.dailyReturns = dailyReturns.clone();
        this.tradeProfits = tradeProfits.clone();
    }

    /** The course of a full backtest. */
    public static Course of(BacktestResult result) {
        return new Course(
                result.initialEquity().amount().doubleValue(),
                result.dailyReturns(),
                result.roundTrips().stream()
                        .mapToDouble(trip -> trip.pnl().amount().doubleValue())
                        .toArray());
    }

    double[] dailyReturns() {
        return dailyReturns.clone();
    }

    /** Of each trade as a share of the equity that the trades before it left. */
    double[] tradeReturns() {
        double equity = initial;
        double[] returns = new double[tradeProfits.length];
        for (int index = 0; index < returns.length; index++) {
            double profit = tradeProfits[index];
            returns[index] = equity > 0 ? profit / equity : 0;
            equity += profit;
        }
        return returns;
    }
}
