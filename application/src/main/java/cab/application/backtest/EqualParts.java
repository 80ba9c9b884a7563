package cab.application.backtest;

import cab.domain.market.CandleSeries;
import java.util.Arrays;

/**
 * What an equal part of the capital in each symbol would have been worth, bought at its first open and never sold,
 * without costs. Before its first close a part is money, behind its last it stays at that. Pure functions.
 */
public final class EqualParts {

    private EqualParts() {}

    /** In quote, at the instants of the equity of {@code result}: a new array. */
    public static double[] of(PortfolioResult result) {
        PortfolioLine line = result.equity();
        double part = result.initialEquity().amount().doubleValue()
                / result.bySymbol().size();
        double[] worth = new double[line.size()];
        Arrays.fill(worth, result.initialEquity().amount().doubleValue());
        for (BacktestResult one : result.bySymbol()) {
            CandleSeries candles = one.tested().candles();
            int next = 0;
            for (int at = 0; at < worth.length; at++) {
                if (next < candles.size() && candles.closeTimeMs(next) <= line.timeMs(at)) {
                    next++;
                }
                if (next > 0) {
                    worth[at] += part * (candles.close(next - 1) / candles.open(0) - 1);
                }
            }
        }
        return worth;
    }
}
