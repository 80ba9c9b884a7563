package cab.infrastructure.exchange.transport;

import java.util.List;

/**
 * What can be subscribed to. Immutable.
 *
 * @param channel of the exchange
 * @param payload what of it
 * @param isPrivate whether the subscription is signed
 */
public record StreamTopic(String channel, List<String> payload, boolean isPrivate) {

    public StreamTopic {
        payload = List.copyOf(payload);
    }
}
