package cab.domain.strategy;

/** What a signal asks for. */
public enum Action {
    /** Open or add to a long position. */
    BUY,
    /** Close the long position. */
    SELL,
    /** Leave things as they are. */
    HOLD
}
