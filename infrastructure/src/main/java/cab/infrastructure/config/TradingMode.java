package cab.infrastructure.config;

/** Whose money is traded. */
public enum TradingMode {
    /** Simulated fills. */
    PAPER,
    /** Real orders. */
    LIVE
}
