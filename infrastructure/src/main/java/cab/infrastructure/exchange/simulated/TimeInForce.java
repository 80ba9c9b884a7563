package cab.infrastructure.exchange.simulated;

/** How long an order stays, and whether it may take. The names are stable: the store keeps them. */
public enum TimeInForce {
    /** A limit order rests; what is left of a market order goes on at the following opens. */
    GOOD_TILL_CANCELLED,
    /** Takes what there is on arrival; what is left ends. */
    IMMEDIATE_OR_CANCEL,
    /** Is filled whole on arrival, or not taken. */
    FILL_OR_KILL,
    /** Rests, or, when it would take, is not taken. */
    POST_ONLY;

    /** Whether nothing of the order is left behind its arrival. */
    boolean isImmediate() {
        return this == IMMEDIATE_OR_CANCEL || this == FILL_OR_KILL;
    }
}
