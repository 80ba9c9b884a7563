package cab.infrastructure.config;

/** How much an entry spends. */
public enum PositionSizing {
    /** The same amount each time. */
    FIXED,
    /** A share of what the account is worth. */
    EQUITY_SHARE,
    /** Less when the market moves more. */
    TARGET_VOLATILITY,
    /** A fraction of what Kelly's formula allows. */
    FRACTIONAL_KELLY
}
