package cab.infrastructure.exchange.gateio;

import cab.application.port.BrokerEvent;
import cab.application.port.Subscription;
import cab.domain.market.Symbol;
import cab.infrastructure.exchange.live.AccountStream;
import cab.infrastructure.exchange.live.AccountTeller;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeStream;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.StreamReceiver;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Fills and order changes of the account out of the stream. What a message does not tell whole is asked for by REST and
 * told then; what cannot be read is told as a break, so that it is read again. Thread-safe.
 */
final class GateioAccountStream implements AccountStream {

    private final ExchangeStream stream;
    private final GateioConnection connection;
    private final Duration deadline;

    GateioAccountStream(ExchangeStream stream, GateioConnection connection, Duration deadline) {
        this.stream = stream;
        this.connection = connection;
        this.deadline = deadline;
    }

    @Override
    public Subscription subscribe(Symbol symbol, Consumer<BrokerEvent> listener) {
        Teller teller = new Teller(symbol, listener);
        List<Subscription> topics = List.of(
                stream.subscribe(GateioTopics.ofAccount(GateioTopics.ORDERS, symbol), teller.orders()),
                stream.subscribe(GateioTopics.ofAccount(GateioTopics.TRADES, symbol), teller.trades()),
                stream.subscribe(GateioTopics.ofAccount(GateioTopics.PRICE_ORDERS, symbol), teller.priceOrders()));
        return () -> {
            teller.teller.end();
            topics.forEach(Subscription::close);
        };
    }

    /** Tells one listener of one symbol. */
    private final class Teller {

        private final Symbol symbol;
        private final AccountTeller teller;

        private Teller(Symbol symbol, Consumer<BrokerEvent> listener) {
            this.symbol = symbol;
            this.teller = new AccountTeller(symbol, listener, connection.operations(), deadline);
        }

        private StreamReceiver orders() {
            return teller.part(result -> {
                for (JsonNode node : Json.elements(result)) {
                    if (isOurs(node, "currency_pair")) {
                        order(GateioOrderMessage.ofStream(node));
                    }
                }
            });
        }

        private StreamReceiver trades() {
            return teller.part(result -> {
                for (JsonNode node : Json.elements(result)) {
                    if (isOurs(node, "currency_pair")) {
                        trade(GateioTradeMessage.of(node));
                    }
                }
            });
        }

        private StreamReceiver priceOrders() {
            return teller.part(result -> {
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
                teller.tell(new BrokerEvent.OrderChanged(
                        connection.reading().read(message, symbol, Deadline.in(Duration.ZERO))));
            } else {
                teller.ask(
                        "order",
                        within -> connection
                                .lookup()
                                .shown(message.id(), symbol, within)
                                .map(BrokerEvent.OrderChanged::new));
            }
        }

        private void trade(GateioTradeMessage message) {
            if (connection.fills().isNamed(message, symbol)) {
                teller.tell(
                        new BrokerEvent.Filled(connection.fills().named(message, symbol, Deadline.in(Duration.ZERO))));
            } else {
                teller.ask(
                        "fill",
                        within -> Optional.of(
                                new BrokerEvent.Filled(connection.fills().named(message, symbol, within))));
            }
        }

        private void priceOrder(String id) {
            if (connection.stops().isOurs(id)) {
                teller.ask(
                        "stop",
                        within -> connection.stops().standing(id, within).map(BrokerEvent.OrderChanged::new));
            }
        }
    }
}
