package cab.infrastructure.exchange.gateio;

import cab.application.port.BrokerEvent;
import cab.application.port.Subscription;
import cab.domain.market.Symbol;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills and order changes of the account out of the stream. What a message does not tell whole is asked for by REST and
 * told then; what cannot be read is told as a break, so that it is read again. Thread-safe.
 */
final class GateioAccountStream implements AccountStream {

    private static final Logger LOG = LoggerFactory.getLogger(GateioAccountStream.class);

    private final GateioStream stream;
    private final GateioConnection connection;
    private final Duration deadline;

    GateioAccountStream(GateioStream stream, GateioConnection connection, Duration deadline) {
        this.stream = stream;
        this.connection = connection;
        this.deadline = deadline;
    }

    @Override
    public Subscription subscribe(Symbol symbol, Consumer<BrokerEvent> listener) {
        Teller teller = new Teller(symbol, listener);
        List<Subscription> topics = List.of(
                stream.subscribe(StreamTopic.ofAccount(StreamTopic.ORDERS, symbol), teller.orders()),
                stream.subscribe(StreamTopic.ofAccount(StreamTopic.TRADES, symbol), teller.trades()),
                stream.subscribe(StreamTopic.ofAccount(StreamTopic.PRICE_ORDERS, symbol), teller.priceOrders()));
        return () -> {
            teller.ended = true;
            topics.forEach(Subscription::close);
        };
    }

    /** Tells one listener of one symbol. */
    private final class Teller {

        private final Symbol symbol;
        private final Consumer<BrokerEvent> listener;
        private volatile boolean ended;

        private Teller(Symbol symbol, Consumer<BrokerEvent> listener) {
            this.symbol = symbol;
            this.listener = listener;
        }

        private StreamReceiver orders() {
            return new Part(result -> {
                for (JsonNode node : Json.elements(result)) {
                    if (isOurs(node, "currency_pair")) {
                        order(GateioOrderMessage.ofStream(node));
                    }
                }
            });
        }

        private StreamReceiver trades() {
            return new Part(result -> {
                for (JsonNode node : Json.elements(result)) {
                    if (isOurs(node, "currency_pair")) {
                        trade(GateioTradeMessage.of(node));
                    }
                }
            });
        }

        private StreamReceiver priceOrders() {
            return new Part(result -> {
                if (isOurs(result, "market")) {
                    priceOrder(Json.text(result, "id"));
                }
            });
        }

        private boolean isOurs(JsonNode node, String field) {
            return GateioPair.isOf(Json.text(node, field), symbol);
        }

        /** A market buy does not say how much base it filled, and what a stop became does not say whose it is. */
        private void order(GateioOrderMessage message) {
            if (GateioTranslator.filledOf(message).isPresent()
                    && connection.fills().isNamed(message, symbol)) {
                tell(new BrokerEvent.OrderChanged(
                        connection.reading().read(message, symbol, Deadline.in(Duration.ZERO))));
            } else {
                ask(
                        "order",
                        within -> connection
                                .lookup()
                                .shown(message.id(), symbol, within)
                                .map(BrokerEvent.OrderChanged::new));
            }
        }

        private void trade(GateioTradeMessage message) {
            if (connection.fills().isNamed(message, symbol)) {
                tell(new BrokerEvent.Filled(connection.fills().named(message, symbol, Deadline.in(Duration.ZERO))));
            } else {
                ask(
                        "fill",
                        within -> Optional.of(
                                new BrokerEvent.Filled(connection.fills().named(message, symbol, within))));
            }
        }

        private void priceOrder(String id) {
            if (connection.stops().isOurs(id)) {
                ask("stop", within -> connection.stops().standing(id, within).map(BrokerEvent.OrderChanged::new));
            }
        }

        private void ask(String what, Function<Deadline, Optional<? extends BrokerEvent>> question) {
            connection
                    .operations()
                    .start(
                            "stream-" + what,
                            deadline,
                            question,
                            new Operations.Answers<Optional<? extends BrokerEvent>>(
                                    found -> found.ifPresent(this::tell), this::missed, this::missed));
        }

        private Optional<BrokerEvent> missed(String cause) {
            LOG.warn("news of {} could not be completed: {}", symbol, cause);
            return Optional.of(new BrokerEvent.StreamRestored());
        }

        private void tell(BrokerEvent event) {
            if (!ended) {
                listener.accept(event);
            }
        }

        /** One of the topics. Each tells of its break: they come back one after the other. */
        private final class Part implements StreamReceiver {

            private final Consumer<JsonNode> reader;

            private Part(Consumer<JsonNode> reader) {
                this.reader = reader;
            }

            @Override
            public void message(Instant at, JsonNode result) {
                if (!ended) {
                    reader.accept(result);
                }
            }

            @Override
            public void restored() {
                tell(new BrokerEvent.StreamRestored());
            }
        }
    }
}
