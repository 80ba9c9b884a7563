package cab.infrastructure.exchange.simulated;

/** Why an order is over. The names are stable: the store keeps them. */
public enum Ending {
    /** It is not. */
    NONE,
    /** Nothing was left to fill, or of an amount of quote less than buys a step. */
    FILLED,
    /** Its owner ended it. */
    CANCELLED,
    /** Its time has passed. */
    EXPIRED,
    /** What could not be filled on arrival has ended. */
    NOT_IMMEDIATE,
    /** It was for less than a step at the price that it met. */
    TOO_SMALL,
    /** The account could not pay for the rest. */
    OUT_OF_FUNDS
}
