package cab.infrastructure.exchange.server.bybit;

/** A request that is not served: code and message of the answer. */
final class BybitError extends RuntimeException {

    static final int WRONG_REQUEST = 10_001;
    static final int EXPIRED = 10_002;
    static final int UNKNOWN_KEY = 10_003;
    static final int WRONG_SIGNATURE = 10_004;
    static final int TOO_MANY = 10_006;
    static final int SERVER_FAULT = 10_016;
    static final int NO_SUCH_PATH = 10_017;
    static final int NO_SUCH_SYMBOL = 170_121;
    static final int NAME_TAKEN = 170_141;
    static final int NO_SUCH_ORDER = 170_213;

    private static final long serialVersionUID = 1L;

    private final int code;

    BybitError(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static BybitError wrong(String message) {
        return new BybitError(WRONG_REQUEST, message);
    }

    static BybitError wrongParameter(String name) {
        return wrong("Request parameter error: " + name);
    }

    static BybitError expired() {
        return new BybitError(EXPIRED, "invalid request, please check your server timestamp or recv_window param");
    }

    int code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
