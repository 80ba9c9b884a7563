package cab.application.backtest;

import cab.application.trading.CycleRules;
import cab.application.trading.CycleSettings;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import java.util.List;

/**
 * What is to be tested. Immutable, but for the rules, which serve one run.
 *
 * @param symbol what is traded
 * @param candles the past, at least one
 * @param strategies the names of the strategies, for the report
 * @param settings what the cycle goes by
 * @param rules what decides
 * @param cash what the account starts with, in the quote currency
 */
public record BacktestPlan(
        Symbol symbol,
        CandleSeries candles,
        List<String> strategies,
        CycleSettings settings,
        CycleRules rules,
        Money cash) {

    public BacktestPlan {
        strategies = List.copyOf(strategies);
        if (candles.isEmpty()) {
            throw new IllegalArgumentException("a backtest needs at least one candle");
        }
        if (!cash.currency().equals(symbol.quote()) || !cash.isPositive()) {
            throw new IllegalArgumentException("cash must be a positive amount of " + symbol.quote() + ", was " + cash);
        }
    }
}
