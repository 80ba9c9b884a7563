package cab.application.backtest;

/** Why a position was sold. */
public enum ExitReason {
    /** A strategy said so. */
    SIGNAL,
    /** The price fell to the hard stop below the entry. */
    STOP_LOSS,
    /** The price fell to the stop that had followed it up. */
    TRAILING_STOP
}
