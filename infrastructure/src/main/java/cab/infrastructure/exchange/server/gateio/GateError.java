package cab.infrastructure.exchange.server.gateio;

/** A request that is not served: status, label and message of the answer. */
final class GateError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String label;

    GateError(int status, String label, String message) {
        super(message, null, false, false);
        this.status = status;
        this.label = label;
    }

    static GateError invalid(String message) {
        return new GateError(400, "INVALID_PARAM_VALUE", message);
    }

    static GateError invalidParameter(String name, String value) {
        return invalid("Invalid parameter `" + name + "` with value: " + value);
    }

    static GateError missing(String name) {
        return new GateError(400, "MISSING_REQUIRED_PARAM", "Missing required parameter: " + name);
    }

    static GateError unauthorised(String label, String message) {
        return new GateError(401, label, message);
    }

    static GateError invalidPair(String pair) {
        return new GateError(400, "INVALID_CURRENCY_PAIR", "Invalid currency pair " + pair);
    }

    int status() {
        return status;
    }

    String label() {
        return label;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
