package cab.infrastructure.exchange.transport;

/** Stable codes of what never left this program. */
public final class NotSentCode {

    public static final String NO_CONNECTION = "NO_CONNECTION";
    public static final String NO_KEY = "NO_KEY";
    public static final String THROTTLED = "THROTTLED";
    public static final String TOO_LATE = "TOO_LATE";
    public static final String CLOSED = "CLOSED";
    public static final String CLOCK_UNKNOWN = "CLOCK_UNKNOWN";
    public static final String CLOCK_SKEW = "CLOCK_SKEW";
    public static final String NOT_TRADABLE = "NOT_TRADABLE";
    public static final String UNFIT = "UNFIT";

    private NotSentCode() {}
}
