package cab.application.backtest;

import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import java.util.List;

/**
 * What a backtest was of. Immutable.
 *
 * @param symbol what was traded
 * @param strategies who decided
 * @param candles the past, at least one
 */
public record Tested(Symbol symbol, List<String> strategies, CandleSeries candles) {

    public Tested {
        strategies = List.copyOf(strategies);
        if (candles.isEmpty()) {
            throw new IllegalArgumentException("a backtest needs at least one candle");
        }
    }
}
