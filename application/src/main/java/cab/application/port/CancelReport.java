package cab.application.port;

/** The answer to a cancellation. */
public sealed interface CancelReport {

    /** The order has ended; it may have been filled before. */
    record Ended(VenueOrder order) implements CancelReport {}

    /** The exchange accepted the request; that the order has ended will be reported. */
    record Requested() implements CancelReport {}

    /** The exchange does not know the order, or says that it has ended already: look it up. */
    record NotOpen(String reason) implements CancelReport {}

    /** No clear answer. */
    record Unknown(String cause) implements CancelReport {}
}
