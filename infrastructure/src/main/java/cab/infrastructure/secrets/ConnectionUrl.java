package cab.infrastructure.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that may carry a password, such as {@code postgresql://bot:secret@host/trading}. {@link #toString} masks
 * the password and every query parameter that looks like one. Immutable.
 */
public final class ConnectionUrl {

    // Up to the last @: a password may hold any character unescaped, and masking too much is harmless.
    private static final Pattern USER = Pattern.compile("^([a-z0-9+.:-]*://)(.*)@", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETER = Pattern.compile("([?&;])([^=&;#]+)=([^&;#]*)");
    private static final Pattern SECRET_WORD =
            Pattern.compile("pass|pwd|secret|token|key|auth|sig", Pattern.CASE_INSENSITIVE);

    private final String text;

    public ConnectionUrl(String text) {
        this.text = text;
    }

    /** The whole address with its password, for the one place that connects. */
    public String reveal() {
        return text;
    }

    /** What stands before {@code ://}, in lower case, without a leading {@code jdbc:}. */
    public String scheme() {
        int end = text.indexOf("://");
        String scheme = end < 0 ? "" : text.substring(0, end).toLowerCase(Locale.ROOT);
        return scheme.startsWith("jdbc:") ? scheme.substring("jdbc:".length()) : scheme;
    }

    /** Everything in the address that may be secret, as written: the password, and parameters such as a key. */
    public List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        Matcher user = USER.matcher(text);
        if (user.find()) {
            int colon = user.group(2).indexOf(':');
            add(colon < 0 ? "" : user.group(2).substring(colon + 1), secrets);
        }
        PARAMETER
                .matcher(text)
                .results()
                .filter(parameter -> isSecret(parameter.group(2)))
                .forEach(parameter -> add(parameter.group(3), secrets));
        return List.copyOf(secrets);
    }

    private static void add(String secret, List<Secret> secrets) {
        if (!secret.isEmpty()) {
            secrets.add(new Secret(secret));
        }
    }

    private static boolean isSecret(String parameter) {
        return SECRET_WORD.matcher(parameter).find();
    }

    /** The address with {@code ***} for everything that may be secret. */
    @Override
    public String toString() {
        String withoutPassword = USER.matcher(text).replaceFirst(found -> {
            int colon = found.group(2).indexOf(':');
            String user = colon < 0 ? found.group(2) : found.group(2).substring(0, colon) + ":" + Secret.MASK;
            return Matcher.quoteReplacement(found.group(1) + user + "@");
        });
        return PARAMETER.matcher(withoutPassword).replaceAll(found -> {
            String value = isSecret(found.group(2)) ? Secret.MASK : found.group(3);
            return Matcher.quoteReplacement(found.group(1) + found.group(2) + "=" + value);
        });
    }
}
