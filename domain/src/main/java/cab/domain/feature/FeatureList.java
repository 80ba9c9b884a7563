package cab.domain.feature;

import cab.domain.market.Timeframe;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The features that a model was trained on, in order. Two lists are the same when their {@link #hash} is: it covers the
 * version of the formulas, the trading timeframe and every name. Immutable.
 *
 * @param version of the formulas; another one when the same name means another number
 * @param base the trading timeframe
 * @param names one per feature, such as {@code 4h.rsi_14}
 */
public record FeatureList(int version, Timeframe base, List<String> names) {

    private static final int HASH_BYTES = 8;

    public FeatureList {
        names = List.copyOf(names);
        if (version < 1) {
            throw new IllegalArgumentException("version must be 1 or more, was " + version);
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a feature list must have names, was empty");
        }
    }

    /** The first 16 hexadecimal digits of the SHA-256 over version, timeframe and names. */
    public String hash() {
        String text = version + "\n" + base.label() + "\n" + String.join("\n", names);
        byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    public int size() {
        return names.size();
    }
}
