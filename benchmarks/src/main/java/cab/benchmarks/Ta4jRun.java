package cab.benchmarks;

import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Rule;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.Num;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;
import org.ta4j.core.rules.StopLossRule;
import org.ta4j.core.rules.TrailingStopLossRule;

/**
 * The same work in ta4j, in doubles, over bars that are ready before. Its stops are judged on closes and filled at the
 * next open. New indicators for each run, as their values are kept.
 */
final class Ta4jRun {

    private final BarSeries bars;

    Ta4jRun(BarSeries bars) {
        this.bars = bars;
    }

    Work averages() {
        return averages(20, 50);
    }

    Work averages(int fast, int slow) {
        ClosePriceIndicator close = new ClosePriceIndicator(bars);
        EMAIndicator fastAverage = new EMAIndicator(close, fast);
        EMAIndicator slowAverage = new EMAIndicator(close, slow);
        return run(
                new CrossedUpIndicatorRule(fastAverage, slowAverage),
                new CrossedDownIndicatorRule(fastAverage, slowAverage));
    }

    Work votes() {
        ClosePriceIndicator close = new ClosePriceIndicator(bars);
        VoteCount votes = new VoteCount(bars, close);
        return run((Always) (index, record) -> votes.at(index) >= 2, (Always) (index, record) -> votes.at(index) <= -2);
    }

    private Work run(Rule entry, Rule exit) {
        ClosePriceIndicator close = new ClosePriceIndicator(bars);
        Rule leave = exit.or(new StopLossRule(close, 5)).or(new TrailingStopLossRule(close, number(3)));
        BarSeriesManager manager = new BarSeriesManager(
                bars, new LinearTransactionCostModel(0.001), new ZeroCostModel(), new TradeOnNextOpenModel());
        TradingRecord record = manager.run(new BaseStrategy(entry, leave, 50));
        return new Work(
                bars.getBarCount(),
                record.getPositionCount(),
                record.getTrades().size());
    }

    private Num number(int value) {
        return bars.numFactory().numOf(value);
    }

    /** A rule of one method. */
    @FunctionalInterface
    private interface Always extends Rule {}

    /** The sum of the four votes, computed once a bar although entry and exit both ask. */
    private static final class VoteCount {

        private final ClosePriceIndicator close;
        private final EMAIndicator fast;
        private final EMAIndicator slow;
        private final RSIIndicator rsi;
        private final BollingerBandsLowerIndicator lower;
        private final BollingerBandsUpperIndicator upper;
        private final ATRIndicator range;
        private int counted = -1;
        private int votes;

        private VoteCount(BarSeries bars, ClosePriceIndicator close) {
            this.close = close;
            this.fast = new EMAIndicator(close, 20);
            this.slow = new EMAIndicator(close, 50);
            this.rsi = new RSIIndicator(close, 14);
            BollingerBandsMiddleIndicator middle = new BollingerBandsMiddleIndicator(new SMAIndicator(close, 20));
            StandardDeviationIndicator deviation = new StandardDeviationIndicator(close, 20);
            this.lower = new BollingerBandsLowerIndicator(middle, deviation);
            this.upper = new BollingerBandsUpperIndicator(middle, deviation);
            this.range = new ATRIndicator(bars, 14);
        }

        private int at(int index) {
            if (index != counted) {
                counted = index;
                votes = index < 1 ? 0 : count(index);
            }
            return votes;
        }

        private int count(int index) {
            double price = close.getValue(index).doubleValue();
            double strength = rsi.getValue(index).doubleValue();
            double change = price - close.getValue(index - 1).doubleValue();
            double far = 1.5 * range.getValue(index).doubleValue();
            return vote(
                            fast.getValue(index).doubleValue()
                                    - slow.getValue(index).doubleValue(),
                            0)
                    + (strength > 55 ? 1 : strength < 45 ? -1 : 0)
                    + bands(price, index)
                    + vote(change, far);
        }

        private int bands(double price, int index) {
            if (price < lower.getValue(index).doubleValue()) {
                return 1;
            }
            return price > upper.getValue(index).doubleValue() ? -1 : 0;
        }

        private static int vote(double difference, double beyond) {
            return difference > beyond ? 1 : difference < -beyond ? -1 : 0;
        }
    }
}
