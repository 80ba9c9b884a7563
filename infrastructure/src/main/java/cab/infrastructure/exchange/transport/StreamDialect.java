package cab.infrastructure.exchange.transport;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** How the stream of one exchange is spoken. Thread-safe. */
public interface StreamDialect {

    /**
     * What is sent first on a new connection; empty when there is nothing to say. Subscriptions wait until it has been
     * answered by {@link Heard.Welcome}.
     */
    Optional<String> greeting();

    /** Subscribes to {@code topic}, or ends that. */
    String request(StreamTopic topic, boolean isSubscription, long id);

    /** Asks whether the other side lives. */
    String ping();

    /**
     * What a message says.
     *
     * @throws ExchangeFault when it cannot be read
     */
    Heard read(String text);

    /** What a message can say. */
    sealed interface Heard {

        /** The greeting was taken. */
        record Welcome() implements Heard {}

        /**
         * A subscription was taken.
         *
         * @param id of the request, where it is said
         * @param channel of the topic, where it is said
         */
        record Subscribed(OptionalLong id, Optional<String> channel) implements Heard {}

        /** The greeting or a subscription was refused. */
        record Refused(String reason) implements Heard {}

        /**
         * News.
         *
         * @param channel of the topics that are told
         * @param at when the exchange sent it, by its own clock
         * @param result what it tells
         */
        record News(String channel, Instant at, JsonNode result) implements Heard {}

        /** The answer to a ping. */
        record Pong() implements Heard {}

        /** Nothing that has to be known. */
        record Nothing() implements Heard {}
    }
}
