package cab.application.optimize;

import cab.application.backtest.BacktestResult;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What is kept of a trial: enough to rank it and to doubt it. Immutable.
 *
 * @param returnPercent final over initial equity, less one
 * @param maxDrawdownPercent largest fall of equity from a peak before it
 * @param trades round trips that were closed
 * @param wins those that earned something
 * @param sharpe of daily returns, annualised; empty without a deviation
 * @param sortino of daily returns, annualised; empty without a losing day
 * @param profitFactor what was won over what was lost; empty without a loss
 * @param exposurePercent share of candles with a position
 * @param years between the first opening and the last close
 */
public record TrialFigures(
        double returnPercent,
        double maxDrawdownPercent,
        int trades,
        int wins,
        OptionalDouble sharpe,
        OptionalDouble sortino,
        OptionalDouble profitFactor,
        double exposurePercent,
        double years) {

    private static final double YEAR_MS = Duration.ofDays(365).toMillis();

    /** The figures of a backtest. */
    public static TrialFigures of(BacktestResult result) {
        return new TrialFigures(
                result.returnPercent(),
                result.maxDrawdownPercent(),
                result.trades(),
                result.wins(),
                result.sharpe(),
                result.sortino(),
                result.profitFactor(),
                result.exposurePercent(),
                Duration.between(result.from(), result.to()).toMillis() / YEAR_MS);
    }

    /** The return of a year that would compound to the whole; −100 when all was lost. */
    public double yearlyReturnPercent() {
        double growth = 1 + returnPercent / 100;
        return growth <= 0 || years <= 0 ? -100 : (StrictMath.pow(growth, 1 / years) - 1) * 100;
    }

    /** The return of a year over the largest drawdown; empty without a drawdown. */
    public OptionalDouble calmar() {
        return maxDrawdownPercent > 0
                ? OptionalDouble.of(yearlyReturnPercent() / maxDrawdownPercent)
                : OptionalDouble.empty();
    }
}
