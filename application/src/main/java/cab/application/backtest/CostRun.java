package cab.application.backtest;

import java.math.BigDecimal;

/**
 * The same backtest run again with fee, spread and slippage multiplied. The decisions may be others: an entry may be
 * refused for its costs, a position may be of another size. Immutable.
 *
 * @param factor what the costs were multiplied by; 0 is without costs
 * @param result what came of it
 */
public record CostRun(BigDecimal factor, BacktestResult result) {}
