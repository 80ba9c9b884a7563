package cab.infrastructure.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A value that must never be printed: {@link #toString} is {@code ***}, there is no getter a serialiser would find, and
 * two secrets are equal only when they are the same object, so that no hash of the text leaves this class. Immutable.
 */
public final class Secret {

    /** What is shown in place of a secret. */
    public static final String MASK = "***";

    private final String text;

    /** @throws IllegalArgumentException when the text is empty: an empty secret would match an empty answer */
    public Secret(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("secret must not be empty");
        }
        this.text = text;
    }

    /** The secret itself, for the one place that sends or signs with it. */
    public String reveal() {
        return text;
    }

    /** How many characters the secret has. */
    public int length() {
        return text.length();
    }

    /** Whether {@code candidate} is this secret; takes the same time wherever the two differ. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(digest(text), digest(candidate));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    @Override
    public String toString() {
        return MASK;
    }
}
