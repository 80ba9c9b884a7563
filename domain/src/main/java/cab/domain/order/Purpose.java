package cab.domain.order;

/** Why an order exists. Everything but {@link #ENTRY} reduces a position and is never blocked by a risk rule. */
public enum Purpose {
    /** Opens or adds to a position. */
    ENTRY('e'),
    /** Closes a position because a strategy or an operator says so. */
    EXIT('x'),
    /** Closes a position because a protective level was reached. */
    PROTECTION('s');

    private final char leg;

    Purpose(char leg) {
        this.leg = leg;
    }

    /** The letter that stands for this purpose in a client order id. */
    char leg() {
        return leg;
    }

    public boolean reducesPosition() {
        return this != ENTRY;
    }
}
