package cab.infrastructure.logging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes secrets out of text: the values that were registered, also in base64, hexadecimal and URL encoding, and what
 * looks like a secret whoever wrote it: credentials in headers, URLs and queries, and bot tokens. Thread-safe.
 */
public final class Redaction {

    /** What stands in place of a secret. */
    public static final String MASK = "***";

    /** Shorter values are words of ordinary text: to mask them would destroy every line and hide nothing. */
    private static final int LENGTH_MIN = 4;

    private static final Pattern CREDENTIALS = Pattern.compile("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{4,}");
    private static final Pattern HEADERS = Pattern.compile(
            "(?i)\\b((?:proxy-)?authorization|set-cookie|cookie|x-api-key)(\"?\\s*[:=]\\s*\"?)[^\\r\\n\",}\\]]+");
    private static final Pattern EXCHANGE_HEADERS =
            Pattern.compile("\\b(KEY|SIGN|X-BAPI-API-KEY|X-BAPI-SIGN)(\"?\\s*[:=]\\s*\"?\\[?\"?)[^\\s\",;&}\\]]+");
    private static final Pattern NAMED_VALUES = Pattern.compile(
            "(?i)\\b((?:[a-z0-9]+[_-])*(?:api[_-]?key|api[_-]?secret|secret|token|password|passphrase|signature))"
                    + "(\"?\\s*[:=]\\s*\"?)[^\\s\",;&}\\]]+");
    private static final Pattern BOT_TOKENS = Pattern.compile("\\b(bot)?\\d{6,12}:[\\w-]{20,}");
    private static final Pattern URL_PASSWORDS = Pattern.compile("(://)[^/\\s@]+@");

    private final AtomicReference<List<String>> registered = new AtomicReference<>(List.of());

    /** Masks {@code secret} from now on. Values of less than four characters are not masked. */
    public void register(String secret) {
        if (secret.length() < LENGTH_MIN) {
            return;
        }
        List<String> forms = forms(secret);
        List<String> _ = registered.updateAndGet(known -> Stream.concat(known.stream(), forms.stream())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList());
    }

    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String hex = HexFormat.of().formatHex(bytes);
        return List.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                hex,
                hex.toUpperCase(Locale.ROOT));
    }

    /** {@code text} without secrets. */
    public String of(String text) {
        String clean = text;
        for (String secret : registered.get()) {
            clean = clean.replace(secret, MASK);
        }
        clean = BOT_TOKENS.matcher(clean).replaceAll(MASK);
        clean = URL_PASSWORDS.matcher(clean).replaceAll("$1" + MASK + "@");
        clean = CREDENTIALS.matcher(clean).replaceAll("$1 " + MASK);
        clean = HEADERS.matcher(clean).replaceAll("$1$2" + MASK);
        clean = EXCHANGE_HEADERS.matcher(clean).replaceAll("$1$2" + MASK);
        return NAMED_VALUES.matcher(clean).replaceAll("$1$2" + MASK);
    }
}
