package cab.infrastructure.exchange.live;

/** What an exchange says of the key that is used. Immutable. */
public sealed interface KeyReport {

    /** It takes the key. */
    record Accepted() implements KeyReport {}

    /**
     * It does not, whatever is tried again.
     *
     * @param reason in its words
     */
    record Refused(String reason) implements KeyReport {}

    /** There was no clear answer. */
    record Unclear(String cause) implements KeyReport {}
}
