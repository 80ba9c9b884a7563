package cab.application.port;

/** The answer to a lookup of one order. */
public sealed interface LookupReport {

    /** The exchange shows the order. */
    record Found(VenueOrder order) implements LookupReport {}

    /**
     * The exchange does not show the order. By itself no proof that it was never taken: an exchange forgets names, and
     * shows orders late.
     *
     * @param conclusive whether the exchange guarantees that an order it does not show was never taken and cannot be
     *     any more
     */
    record NotFound(boolean conclusive) implements LookupReport {}

    /** No clear answer. */
    record Unknown(String cause) implements LookupReport {}
}
