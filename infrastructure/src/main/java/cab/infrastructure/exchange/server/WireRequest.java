package cab.infrastructure.exchange.server;

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
 */
public record WireRequest(
        String method, String path, String query, Map<String, String> headers, WireBody body, String from) {

    public WireRequest {
        headers = Map.copyOf(headers);
    }

    /** The header of that name, however it is written. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
