package cab.infrastructure.exchange.simulated;

/** The answer to an order that is to wait for a price. */
public sealed interface PriceOrderReport {

    /** It waits. Immutable. */
    record Taken(PriceOrderStatement order) implements PriceOrderReport {}

    /** It is not taken. Immutable. */
    record Refused(RejectCode code, String reason) implements PriceOrderReport {}
}
