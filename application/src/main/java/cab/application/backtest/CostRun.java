package cab.application.backtest;

import cab.domain.money.Money;
import java.math.BigDecimal;

/**
 * The same backtest run again with fee, spread and slippage multiplied. The decisions may be others: an entry may be
 * refused for its costs, a position may be of another size. Immutable.
 *
 * @param factor what the costs were multiplied by; 0 is without costs
 * @param finalEquity cash and positions at the end
 * @param returnPercent final over initial equity, less one, in percent
 * @param maxDrawdownPercent the largest fall of equity from a peak before it
 * @param trades round trips that were closed
 * @param fees in quote
 * @param sameDecisions whether every order is that of the run at the assumed costs
 */
public record CostRun(
        BigDecimal factor,
        Money finalEquity,
        double returnPercent,
        double maxDrawdownPercent,
        int trades,
        Money fees,
        boolean sameDecisions) {

    /** A run of the full pipeline, beside the one at the assumed costs. */
    public static CostRun of(BigDecimal factor, AccountResult result, AccountResult assumed) {
        return new CostRun(
                factor,
                result.finalEquity(),
                result.returnPercent(),
                result.maxDrawdownPercent(),
                result.trades(),
                result.costs().fees(),
                result.decisionHash().equals(assumed.decisionHash()));
    }

    /** The same where every order is that of the run at the assumed costs, or is not. */
    public CostRun deciding(boolean same) {
        return new CostRun(factor, finalEquity, returnPercent, maxDrawdownPercent, trades, fees, same);
    }
}
