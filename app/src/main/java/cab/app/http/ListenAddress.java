package cab.app.http;

import java.util.Locale;
import java.util.Set;

/**
 * Where the server listens. Immutable.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port 0 to 65535; 0 for any that is free
 */
public record ListenAddress(String host, int port) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "0:0:0:0:0:0:0:1");

    public ListenAddress {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be within 0..65535, was " + port);
        }
        host = host.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether only this machine can reach it. */
    boolean isLoopback() {
        return isLoopback(host);
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host) || host.matches("127(\\.\\d{1,3}){3}");
    }

    /** As it stands in a URL. */
    String shown(int boundPort) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + boundPort;
    }
}
