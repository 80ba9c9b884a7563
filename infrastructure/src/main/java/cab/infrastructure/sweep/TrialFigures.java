package cab.infrastructure.sweep;

import cab.application.backtest.BacktestResult;
import cab.domain.money.Money;
import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of one trial: the figures of {@link BacktestResult} of the same names, to the last bit. Immutable.
 *
 * @param trades round trips that were closed
 * @param wins round trips that earned more than nothing, all fees included
 * @param orders orders decided
 * @param fills fills booked
 * @param finalEquity cash and the position at the last close
 * @param returnPercent final over initial equity, less one
 * @param maxDrawdownPercent largest fall of equity from a peak before it
 * @param sharpe see the result of a backtest
 * @param sortino see the result of a backtest
 * @param profitFactor what winning round trips earned over what losing ones lost; empty without a loss
 * @param exposurePercent share of candles at whose close something was held
 * @param feesPaid fees in quote, those in base valued at their fill
 * @param blocked how often which rule or stage refused an entry
 */
public record TrialFigures(
        int trades,
        int wins,
        int orders,
        int fills,
        Money finalEquity,
        double returnPercent,
        double maxDrawdownPercent,
        OptionalDouble sharpe,
        OptionalDouble sortino,
        OptionalDouble profitFactor,
        double exposurePercent,
        Money feesPaid,
        SortedMap<String, Long> blocked) {

    public TrialFigures {
        blocked = Collections.unmodifiableSortedMap(new TreeMap<>(blocked));
    }

    /** The figures of a run of the full pipeline. */
    public static TrialFigures of(BacktestResult result) {
        return new TrialFigures(
                result.trades(),
                result.wins(),
                result.orders().size(),
                result.fills().size(),
                result.finalEquity(),
                result.returnPercent(),
                result.maxDrawdownPercent(),
                result.sharpe(),
                result.sortino(),
                result.profitFactor(),
                result.exposurePercent(),
                result.feesPaid(),
                result.blocked());
    }

    /** Round trips that earned nothing or less. */
    public int losses() {
        return trades - wins;
    }
}
