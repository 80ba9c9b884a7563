package cab.application.backtest;

/** Looks on while a backtest is played, on the thread that plays it, and may end it. */
@FunctionalInterface
public interface BacktestWatch {

    /**
     * Called between two pieces of the run, every few thousand candles.
     *
     * @param part how much of the time that is played lies behind, from 0 to 1
     * @return whether to go on
     */
    boolean goesOn(double part);
}
