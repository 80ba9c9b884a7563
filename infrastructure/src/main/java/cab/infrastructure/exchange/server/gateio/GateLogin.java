package cab.infrastructure.exchange.server.gateio;

import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.server.WireRequest;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Who has signed a request. Immutable.
 *
 * @param key that signed
 * @param time that the signer lives in
 */
record GateLogin(ApiKey key, InstantSource time) {

    /** Reads the headers and compares the signature, in a time that says nothing of it. */
    static GateLogin of(WireRequest request, GateWorld world) {
        String name = required(request, "KEY");
        String timestamp = required(request, "Timestamp");
        String shown = required(request, "SIGN");
        ApiKey key = world.key(name).orElseThrow(() -> GateError.unauthorised("INVALID_KEY", "Invalid key provided"));
        long seconds = seconds(timestamp);
        if (!world.clock().isTimely(seconds)) {
            throw GateError.unauthorised("REQUEST_EXPIRED", "gap between request Timestamp and server time exceeds 60");
        }
        // The documentation signs the query before it is encoded; some clients sign it as it is sent.
        boolean isSigned = matches(key, request, timestamp, request.query(), shown)
                || matches(key, request, timestamp, GateParameters.decoded(request.query()), shown);
        if (!isSigned) {
            throw GateError.unauthorised("INVALID_SIGNATURE", "Signature mismatch");
        }
        return new GateLogin(key, world.clock().timeOf(seconds));
    }

    private static boolean matches(ApiKey key, WireRequest request, String timestamp, String query, String shown) {
        String expected = GateSignature.ofRequest(
                key.secret().reveal(),
                request.method(),
                request.path(),
                query,
                request.body().bytes(),
                timestamp);
        return GateSignature.matches(expected, shown);
    }

    private static String required(WireRequest request, String name) {
        Optional<String> value = request.header(name).filter(text -> !text.isBlank());
        return value.orElseThrow(
                () -> GateError.unauthorised("MISSING_REQUIRED_HEADER", "Missing required header: " + name));
    }

    private static long seconds(String timestamp) {
        try {
            return GateParameters.whole("Timestamp", timestamp);
        } catch (GateError malformed) {
            throw GateError.unauthorised("REQUEST_EXPIRED", "Invalid request Timestamp");
        }
    }
}
