package cab.infrastructure.exchange.transport;

/** A question had no clear answer. Never leaves the adapter: it becomes a report that says that nothing is known. */
public final class ExchangeFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ExchangeFault(String cause) {
        super(cause, null, false, false);
    }

    /** What it says, for a report. */
    public String cause() {
        return String.valueOf(getMessage());
    }
}
