package cab.application.backtest;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * What came of a backtest. Money is exact; ratios and percentages are doubles, in percent where they are called so.
 * Immutable.
 *
 * @param symbol what was traded
 * @param timeframe of the candles
 * @param strategies who decided
 * @param from opening of the first candle
 * @param to close of the last candle
 * @param candles how many
 * @param trades round trips that were closed: from nothing held to nothing held
 * @param wins round trips that earned more than nothing, all fees included
 * @param losses the others
 * @param initialEquity cash at the start
 * @param finalEquity cash and the position at the last close
 * @param maxDrawdownPercent largest fall of equity, marked at candle closes, from a peak before it
 * @param sharpe mean over deviation of daily returns, times √365; empty with fewer than two days or no deviation
 * @param sortino as sharpe, over the deviation of losing days
 * @param profitFactor what winning round trips earned over what losing ones lost; empty without a loss
 * @param buyAndHoldPercent the market's own return from the first open to the last close
 * @param exposurePercent share of candles at whose close something was held
 * @param feesPaid fees in quote, those in base valued at their fill
 * @param slippagePaid half spread and slippage in quote
 * @param ambiguousCandles candles in which stop and target could both have been filled
 * @param blocked how often which rule or stage refused an entry
 * @param orders every order decided, in order
 * @param decisionHash SHA-256 over the orders, in hexadecimal
 */
public record BacktestResult(
        Symbol symbol,
        Timeframe timeframe,
        List<String> strategies,
        Instant from,
        Instant to,
        int candles,
        int trades,
        int wins,
        int losses,
        Money initialEquity,
        Money finalEquity,
        double maxDrawdownPercent,
        OptionalDouble sharpe,
        OptionalDouble sortino,
        OptionalDouble profitFactor,
        double buyAndHoldPercent,
        double exposurePercent,
        Money feesPaid,
        Money slippagePaid,
        long ambiguousCandles,
        SortedMap<String, Long> blocked,
        List<DecidedOrder> orders,
        String decisionHash) {

    public BacktestResult {
        strategies = List.copyOf(strategies);
        orders = List.copyOf(orders);
    }

    /** Final over initial equity, less one, in percent. */
    public double returnPercent() {
        double initial = initialEquity.amount().doubleValue();
        return (finalEquity.amount().doubleValue() / initial - 1) * 100;
    }
}
