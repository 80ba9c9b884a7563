package cab.infrastructure.exchange.server.bybit;

import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.server.WireRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Who has signed a request. Immutable.
 *
 * @param key that signed
 * @param isExpired whether the request is later than it may be; asked again when its turn has come at the exchange
 */
record BybitLogin(ApiKey key, BooleanSupplier isExpired) {

    private static final long AHEAD_MS_MAX = 1_000;
    private static final String WINDOW_DEFAULT = "5000";
    private static final int DIGITS_MAX = 15;

    /** Reads the headers and compares the signature, in a time that says nothing of it. */
    static BybitLogin of(WireRequest request, BybitWorld world) {
        String name = header(request, "X-BAPI-API-KEY");
        String timestamp = header(request, "X-BAPI-TIMESTAMP");
        String window = request.header("X-BAPI-RECV-WINDOW").orElse(WINDOW_DEFAULT);
        String shown = header(request, "X-BAPI-SIGN");
        ApiKey key = world.key(name).orElseThrow(() -> new BybitError(BybitError.UNKNOWN_KEY, "API key is invalid."));
        String content = request.query() + new String(request.body().bytes(), StandardCharsets.UTF_8);
        String expected = BybitSignature.of(key.secret().reveal(), timestamp + name + window + content);
        if (!BybitSignature.matches(expected, shown)) {
            throw new BybitError(BybitError.WRONG_SIGNATURE, "error sign! origin_string[hidden]");
        }
        long sentMs = whole(timestamp);
        long windowMs = whole(window);
        for (InstantSource time : world.times()) {
            if (isTimely(time, sentMs, windowMs)) {
                return new BybitLogin(key, () -> !isTimely(time, sentMs, windowMs));
            }
        }
        throw BybitError.expired();
    }

    private static boolean isTimely(InstantSource time, long sentMs, long windowMs) {
        long nowMs = time.millis();
        return nowMs - windowMs <= sentMs && sentMs < nowMs + AHEAD_MS_MAX;
    }

    private static String header(WireRequest request, String name) {
        return request.header(name).filter(text -> !text.isBlank()).orElseThrow(() -> BybitError.wrongParameter(name));
    }

    static long whole(String text) {
        boolean isNumber = !text.isEmpty()
                && text.length() <= DIGITS_MAX
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        if (!isNumber) {
            throw BybitError.wrongParameter("a number is none");
        }
        return Long.parseLong(text);
    }
}
