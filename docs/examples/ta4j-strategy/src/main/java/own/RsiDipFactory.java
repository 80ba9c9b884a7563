package own;

import cab.domain.strategy.ParameterDescription;
import cab.domain.strategy.StrategyDescription;
import cab.domain.strategy.StrategyParameters;
import cab.infrastructure.ta4j.Ta4jStrategyFactory;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Rule;
import org.ta4j.core.Strategy;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.StopLossRule;

/** The dip in an uptrend, known as RSI(2): a strategy of ta4j that is chosen like any other. */
public final class RsiDipFactory implements Ta4jStrategyFactory {

    @Override
    public StrategyDescription description() {
        return new StrategyDescription(
                "rsi_dip",
                "Buys when a short RSI falls below a level while the close is above its long average, sells when it has"
                        + " recovered.",
                List.of(
                        ParameterDescription.ofInt("trend", "candles of the long average", 200, 2, 800),
                        ParameterDescription.ofInt("period", "candles of the short RSI", 2, 2, 50),
                        ParameterDescription.ofDecimal("buy_below", "the RSI that buys", "10", "1", "50"),
                        ParameterDescription.ofDecimal("sell_above", "the RSI that sells", "70", "50", "99"),
                        ParameterDescription.ofDecimal(
                                "stop_percent", "loss from the entry that sells", "3", "0.1", "50")));
    }

    @Override
    public Strategy build(BarSeries bars, StrategyParameters parameters) {
        int trend = parameters.whole("trend");
        ClosePriceIndicator close = new ClosePriceIndicator(bars);
        RSIIndicator rsi = new RSIIndicator(close, parameters.whole("period"));
        Rule entry = new CrossedDownIndicatorRule(rsi, parameters.decimal("buy_below"))
                .and(new OverIndicatorRule(close, new SMAIndicator(close, trend)));
        entry.setName("RSI fell below " + parameters.decimal("buy_below") + " above the long average");
        Rule exit = new CrossedUpIndicatorRule(rsi, parameters.decimal("sell_above"))
                .or(new StopLossRule(close, parameters.decimal("stop_percent")));
        exit.setName("RSI rose above " + parameters.decimal("sell_above") + " or the loss reached "
                + parameters.decimal("stop_percent") + " %");
        // The third argument is the warm-up: what the longest indicator needs.
        return new BaseStrategy("rsi_dip", entry, exit, Math.max(trend, 10 * parameters.whole("period")));
    }
}
