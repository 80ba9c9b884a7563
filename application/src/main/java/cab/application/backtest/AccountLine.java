package cab.application.backtest;

/** What an account was worth at instants, in order of time. Immutable, thread-safe. */
public sealed interface AccountLine permits EquityLine, PortfolioLine {

    /** How many instants there are. */
    int size();

    /** When it was worth that, UTC milliseconds. */
    long timeMs(int index);

    /** In quote, at all instants: a new array. */
    double[] values();

    /** How much of the account is in coins at the instants, on average, in percent; 0 without an instant. */
    double investedPercent();
}
