package cab.infrastructure.exchange.gateio;

/** A question had no clear answer. Never leaves the adapter: it becomes a report that says that nothing is known. */
final class GateioFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GateioFault(String cause) {
        super(cause, null, false, false);
    }

    /** What it says, for a report. */
    String cause() {
        return String.valueOf(getMessage());
    }
}
