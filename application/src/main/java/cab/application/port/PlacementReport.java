package cab.application.port;

/** The answer to a placement. */
public sealed interface PlacementReport {

    /** The exchange took the order, and says where it stands by now. */
    record Confirmed(VenueOrder order) implements PlacementReport {}

    /**
     * The exchange provably did not take the order.
     *
     * @param code a stable code for logs and metrics
     * @param reason in words
     */
    record Rejected(String code, String reason) implements PlacementReport {

        /** The code of every exchange for a stop whose trigger price had been reached when it arrived. */
        public static final String TRIGGER_REACHED = "TRIGGER_ALREADY_REACHED";
    }

    /** No clear answer: the order may live, now or in a moment. */
    record Unknown(String cause) implements PlacementReport {}
}
