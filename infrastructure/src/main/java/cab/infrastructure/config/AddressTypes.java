package cab.infrastructure.config;

import cab.infrastructure.secrets.ConnectionUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Hosts, ports and addresses. */
final class AddressTypes {

    private static final Pattern HOST_NAME =
            Pattern.compile("(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}))*");
    private static final Pattern DIGITS_AND_POINTS = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("\\[?(?=.*:.*:)[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9]+)?]?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|::1|\\[::1]");

    private AddressTypes() {}

    /** A host name or IP address to listen on. */
    static ValueType<String> host() {
        return ValueType.of("a host name or an IP address", text -> {
            boolean named = HOST_NAME.matcher(text).matches()
                    && !DIGITS_AND_POINTS.matcher(text).matches();
            return named || IPV4.matcher(text).matches() || IPV6.matcher(text).matches()
                    ? new ParsedValue.Accepted<>(text)
                    : new ParsedValue.Refused<>("is not a host");
        });
    }

    /** Whether {@code host} can be reached from this machine alone. Looks nothing up. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** A port to listen on; 0 means any free one. */
    static ValueType<Integer> port() {
        return NumberTypes.count(0, 65_535, "(0: any free port)");
    }

    /** An address without a password, with one of {@code schemes}. */
    static ValueType<URI> url(List<String> schemes) {
        return ValueType.of("an address that begins with " + beginnings(schemes), text -> {
            try {
                URI uri = new URI(text);
                if (uri.getScheme() == null || !schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                    return new ParsedValue.Refused<>("begins with another scheme");
                }
                if (uri.getHost() == null) {
                    return new ParsedValue.Refused<>("names no host");
                }
                return uri.getUserInfo() == null
                        ? new ParsedValue.Accepted<>(uri)
                        : new ParsedValue.Refused<>("must not carry a user or a password");
            } catch (URISyntaxException malformed) {
                return new ParsedValue.Refused<>("is not an address");
            }
        });
    }

    /** An address that may carry a password and is therefore never shown whole. */
    static ValueType<ConnectionUrl> connection(List<String> schemes) {
        String expected = "an address that begins with " + beginnings(schemes);
        return ValueType.<ConnectionUrl>of(expected, text -> {
                    ConnectionUrl url = new ConnectionUrl(text);
                    if (!schemes.contains(url.scheme())) {
                        return new ParsedValue.Refused<>("begins with another scheme");
                    }
                    return text.chars().anyMatch(character -> character <= ' ' || character >= 0x7f)
                            ? new ParsedValue.Refused<>("has white space or characters that are not visible ASCII")
                            : new ParsedValue.Accepted<>(url);
                })
                .hidden();
    }

    private static String beginnings(List<String> schemes) {
        return String.join(
                " or ", schemes.stream().map(scheme -> scheme + "://").toList());
    }
}
