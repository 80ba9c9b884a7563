package cab.infrastructure.exchange.throttle;

/** What came of a {@link Demand}. */
public sealed interface Grant {

    /** The request may leave now. */
    record Granted() implements Grant {}

    /** The request must not leave; nothing was sent. */
    record Refused(String reason) implements Grant {}
}
