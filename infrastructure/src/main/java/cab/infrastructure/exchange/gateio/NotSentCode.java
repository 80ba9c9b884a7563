package cab.infrastructure.exchange.gateio;

/** Stable codes of what never left this program. */
final class NotSentCode {

    static final String NO_CONNECTION = "NO_CONNECTION";
    static final String NO_KEY = "NO_KEY";
    static final String THROTTLED = "THROTTLED";
    static final String TOO_LATE = "TOO_LATE";
    static final String CLOSED = "CLOSED";
    static final String CLOCK_UNKNOWN = "CLOCK_UNKNOWN";
    static final String CLOCK_SKEW = "CLOCK_SKEW";
    static final String NOT_TRADABLE = "NOT_TRADABLE";
    static final String UNFIT = "UNFIT";

    private NotSentCode() {}
}
