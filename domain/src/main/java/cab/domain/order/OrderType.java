package cab.domain.order;

/** How an order meets the market. */
public enum OrderType {
    /** Takes what rests, at any price; what cannot be filled at once ends. */
    MARKET,
    /** Fills at its limit price or better; rests until then. */
    LIMIT,
    /** Sleeps until the market trades at or through its trigger price, then acts as a market order. */
    STOP_MARKET
}
