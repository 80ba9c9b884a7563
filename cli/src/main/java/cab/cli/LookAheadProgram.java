package cab.cli;

import cab.application.backtest.LookAheadCheck;

/** The check that no decision over past candles has seen what came behind them. */
@FunctionalInterface
public interface LookAheadProgram {

    /** Runs the backtest of {@code request} again and again, each time with less of the future. */
    LookAheadCheck.Report check(BacktestProgram.Request request, LookAheadCheck.Progress progress);
}
