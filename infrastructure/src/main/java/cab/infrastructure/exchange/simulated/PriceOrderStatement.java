package cab.infrastructure.exchange.simulated;

/**
 * All that the exchange knows of an order that waits for a price. Immutable.
 *
 * @param id its number; the order that it places has another
 * @param createdAtMs when it was taken, UTC milliseconds
 * @param endedAtMs when it ended; zero while it waits
 * @param status what became of it
 * @param firedOrderId the number of the order that it placed; zero without one
 * @param reason why it failed; empty when it has not
 */
public record PriceOrderStatement(
        long id,
        PriceOrderTerms terms,
        long createdAtMs,
        long endedAtMs,
        Status status,
        long firedOrderId,
        String reason) {

    /** What became of it. */
    public enum Status {
        /** It waits. */
        OPEN,
        /** Its owner ended it. */
        CANCELLED,
        /** The price came, and its order was placed. */
        FINISHED,
        /** The price came, and its order was refused. */
        FAILED,
        /** Its time has passed. */
        EXPIRED
    }
}
