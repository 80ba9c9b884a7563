package cab.infrastructure.exchange.gateio;

import cab.infrastructure.exchange.transport.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests the way Gate.io asks for: HMAC-SHA512 in lower-case hexadecimal digits. Thread-safe. */
final class GateioSigner {

    private static final String ALGORITHM = "HmacSHA512";

    private final ApiKey apiKey;

    GateioSigner(ApiKey apiKey) {
        this.apiKey = apiKey;
    }

    /** The name of the account, as it is sent. */
    String key() {
        return apiKey.key().reveal();
    }

    /**
     * The signature of a REST request.
     *
     * @param path with {@code /api/v4}, without query
     * @param query as in the address, not encoded; empty for none
     * @param seconds what the request says that the time is
     */
    String ofRequest(String method, String path, String query, String body, long seconds) {
        return signed(method + '\n' + path + '\n' + query + '\n' + sha512(body) + '\n' + seconds);
    }

    /** The signature of a subscription. */
    String ofSubscription(String channel, String event, long seconds) {
        return signed("channel=" + channel + "&event=" + event + "&time=" + seconds);
    }

    private String signed(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(apiKey.secret().reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + ALGORITHM, missing);
        }
    }

    private static String sha512(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has SHA-512", missing);
        }
    }
}
