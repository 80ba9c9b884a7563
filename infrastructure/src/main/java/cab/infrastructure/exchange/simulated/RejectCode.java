package cab.infrastructure.exchange.simulated;

/**
 * Why the exchange takes no order. The names are stable: they appear in logs, metrics and answers, and
 * {@link #TRIGGER_ALREADY_REACHED} is the code that the port gives it.
 */
public enum RejectCode {
    /** The request arrived behind the deadline that it named. */
    REQUEST_EXPIRED,
    /** The symbol is not listed. */
    UNKNOWN_SYMBOL,
    /** The limit or trigger price is no multiple of the tick. */
    PRICE_TICK,
    /** The quantity is no multiple of the step. */
    QUANTITY_STEP,
    /** The quantity is below the minimum of the instrument. */
    QUANTITY_TOO_SMALL,
    /** The order is worth less than the minimum of the instrument. */
    NOTIONAL_TOO_SMALL,
    /** The account has less than the order binds. */
    BALANCE_NOT_ENOUGH,
    /** An order of this client order id is known already. */
    DUPLICATE_CLIENT_ORDER_ID,
    /** The trigger price of a stop has been reached before it arrived. */
    TRIGGER_ALREADY_REACHED,
    /** The account has as many open orders as it may. */
    TOO_MANY_OPEN_ORDERS,
    /** The order was to rest, and would take. */
    POST_ONLY_WOULD_TAKE,
    /** The order was to be filled whole on arrival, and cannot be. */
    FILL_OR_KILL_UNFILLABLE,
    /** The symbol is not traded at the moment. */
    TRADING_HALTED,
    /** The price that the order is to wait for has come already. */
    PRICE_ALREADY_REACHED,
    /** The change asks for nothing new. */
    NO_CHANGE
}
