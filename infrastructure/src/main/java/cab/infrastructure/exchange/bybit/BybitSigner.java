package cab.infrastructure.exchange.bybit;

import cab.infrastructure.exchange.transport.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs the way Bybit asks for: HMAC-SHA256 in lower-case hexadecimal digits. Thread-safe. */
final class BybitSigner {

    private static final String ALGORITHM = "HmacSHA256";

    private final ApiKey apiKey;

    BybitSigner(ApiKey apiKey) {
        this.apiKey = apiKey;
    }

    /** The name of the account, as it is sent. */
    String key() {
        return apiKey.key().reveal();
    }

    /**
     * The signature of a REST request.
     *
     * @param timestampMs what the request says that the time is
     * @param windowMs how old it may be when it arrives
     * @param content the query as it is sent, or the body
     */
    String ofRequest(long timestampMs, long windowMs, String content) {
        return signed(timestampMs + key() + windowMs + content);
    }

    /** The signature of a login to the stream that is good until {@code expiresMs}. */
    String ofLogin(long expiresMs) {
        return signed("GET/realtime" + expiresMs);
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
}
