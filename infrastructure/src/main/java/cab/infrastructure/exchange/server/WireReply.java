package cab.infrastructure.exchange.server;

import java.util.Map;

/**
 * An answer as it goes over the wire. Immutable.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body its bytes
 * @param headers beyond those of every answer
 */
public record WireReply(int status, String contentType, WireBody body, Map<String, String> headers) {

    public WireReply {
        headers = Map.copyOf(headers);
    }

    public static WireReply json(int status, String body, Map<String, String> headers) {
        return new WireReply(status, "application/json", WireBody.of(body), headers);
    }
}
