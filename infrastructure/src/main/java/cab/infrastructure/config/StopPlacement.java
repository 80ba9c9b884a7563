package cab.infrastructure.config;

/** Where protective stops live. */
public enum StopPlacement {
    /** A stop order rests at the exchange, where it can hold one; the program watches the level too. */
    EXCHANGE,
    /** The program alone watches the level. */
    LOCAL
}
