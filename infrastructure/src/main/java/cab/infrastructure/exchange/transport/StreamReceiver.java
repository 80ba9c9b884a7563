package cab.infrastructure.exchange.transport;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** Hears what a topic tells, on the thread of the stream; it must not wait. */
public interface StreamReceiver {

    /**
     * News of the channel; of other topics of the same channel, too.
     *
     * @param at when the exchange sent it, by the clock of this machine
     * @param result what it told
     * @throws ExchangeFault when it cannot be read: the receiver is then told to read again
     */
    void message(Instant at, JsonNode result);

    /** The topic was cut off and is there again: what happened in between must be read. */
    void restored();
}
