package cab.app.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The token an operator must show. Only its digest is kept. Immutable. */
public final class BearerToken {

    /** Beyond this machine a token must be too long to be guessed. */
    static final int LENGTH_MIN_BEYOND_LOOPBACK = 32;

    private final byte[] digest;
    private final int length;

    /** @throws IllegalArgumentException when the token is blank: it would match a request without one */
    public BearerToken(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("token must not be blank");
        }
        this.digest = digestOf(token);
        this.length = token.length();
    }

    /** Compares digests of equal length, so that the time it takes says nothing about the token. */
    boolean matches(String candidate) {
        return MessageDigest.isEqual(digest, digestOf(candidate));
    }

    boolean isLongEnoughBeyondLoopback() {
        return length >= LENGTH_MIN_BEYOND_LOOPBACK;
    }

    private static byte[] digestOf(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
