package cab.infrastructure.exchange.server.gateio;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as Gate.io defines them. Stateless, thread-safe. */
final class GateSignature {

    private static final String HMAC = "HmacSHA512";

    private GateSignature() {}

    /** The signature of a request over HTTP. */
    static String ofRequest(String secret, String method, String path, String query, byte[] body, String timestamp) {
        String text =
                method + "\n" + path + "\n" + query + "\n" + HexFormat.of().formatHex(sha512(body)) + "\n" + timestamp;
        return hmac(secret, text);
    }

    /** The signature of a request over WebSocket. */
    static String ofChannel(String secret, String channel, String event, String time) {
        return hmac(secret, "channel=" + channel + "&event=" + event + "&time=" + time);
    }

    /** Whether both are the same; takes as long wherever they differ. */
    static boolean matches(String expected, String shown) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + HMAC, impossible);
        }
    }

    private static byte[] sha512(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-512", impossible);
        }
    }
}
