package cab.infrastructure.config;

/** Where prices come from. */
public enum PriceFeed {
    /** The embedded market; needs no network. */
    SIM,
    /** One price that never moves. */
    FIXED,
    /** A candle file. */
    REPLAY,
    /** The market data of the exchange. */
    LIVE
}
