package cab.infrastructure.exchange.server;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came over the wire. Immutable.
 *
 * @param method in capitals
 * @param path as it was sent
 * @param query as it was sent, without the question mark; empty when there is none
 * @param headers by name in small letters; of several the first
 * @param body its bytes
 * @param from the address it came from
 * @param lag what happened so lately is not shown to it; zero for nothing
 */
public record WireRequest(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        WireBody body,
        String from,
        Duration lag) {

    public WireRequest {
        headers = Map.copyOf(headers);
    }

    /** The same request to an exchange that is slow to show what has happened. */
    WireRequest seenBefore(Duration by) {
        return new WireRequest(method, path, query, headers, body, from, by);
    }

    /** The header of that name, however it is written. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
