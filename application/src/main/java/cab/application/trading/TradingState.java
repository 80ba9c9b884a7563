package cab.application.trading;

/** Which orders may leave. */
public enum TradingState {
    /** All. */
    ACTIVE,
    /** Those that reduce the position. */
    REDUCING,
    /** Those that protect the position. */
    HALTED
}
