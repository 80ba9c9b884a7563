package cab.application.optimize;

import cab.application.backtest.BacktestResult;
import cab.domain.money.Money;
import java.util.Map;

/** What a walk forward needs to have run. */
public interface WindowRuns {

    /** Whoever runs trials over the candles of {@code span} alone. */
    TrialEvaluator over(CandleSpan span);

    /**
     * Trades {@code settings} over the candles of {@code span}, those before it known as history.
     *
     * @param cash what the account starts with
     */
    BacktestResult test(Map<String, String> settings, CandleSpan span, Money cash);
}
