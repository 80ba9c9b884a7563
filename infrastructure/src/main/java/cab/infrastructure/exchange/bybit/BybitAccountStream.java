package cab.infrastructure.exchange.bybit;

import cab.application.port.BrokerEvent;
import cab.application.port.Subscription;
import cab.domain.market.Symbol;
import cab.infrastructure.exchange.live.AccountStream;
import cab.infrastructure.exchange.live.AccountTeller;
import cab.infrastructure.exchange.transport.ExchangeStream;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.Operations;
import cab.infrastructure.exchange.transport.StreamTopic;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Fills and order changes of the account out of its stream, which tells of all symbols at once. Thread-safe. */
final class BybitAccountStream implements AccountStream {

    private static final StreamTopic ORDERS = new StreamTopic("order", List.of(), true);
    private static final StreamTopic FILLS = new StreamTopic("execution", List.of(), true);

    private final ExchangeStream stream;
    private final BybitListings listings;
    private final BybitReading reading;
    private final Operations operations;
    private final Duration deadline;

    BybitAccountStream(
            ExchangeStream stream,
            BybitListings listings,
            BybitReading reading,
            Operations operations,
            Duration deadline) {
        this.stream = stream;
        this.listings = listings;
        this.reading = reading;
        this.operations = operations;
        this.deadline = deadline;
    }

    @Override
    public Subscription subscribe(Symbol symbol, Consumer<BrokerEvent> listener) {
        AccountTeller teller = new AccountTeller(symbol, listener, operations, deadline);
        List<Subscription> topics = List.of(
                stream.subscribe(ORDERS, teller.part(news -> orders(news, symbol, teller))),
                stream.subscribe(FILLS, teller.part(news -> fills(news, symbol, teller))));
        return () -> {
            teller.end();
            topics.forEach(Subscription::close);
        };
    }

    private static boolean isOf(JsonNode news, Symbol symbol) {
        return Json.text(news, "category").equals(BybitCalls.CATEGORY)
                && BybitPair.isOf(Json.text(news, "symbol"), symbol);
    }

    private void orders(JsonNode news, Symbol symbol, AccountTeller teller) {
        for (JsonNode order : Json.elements(news)) {
            if (isOf(order, symbol)) {
                teller.tell(new BrokerEvent.OrderChanged(reading.order(BybitOrderMessage.of(order), symbol)));
            }
        }
    }

    private void fills(JsonNode news, Symbol symbol, AccountTeller teller) {
        for (JsonNode node : Json.elements(news)) {
            if (isOf(node, symbol)) {
                fill(BybitExecutionMessage.of(node), symbol, teller);
            }
        }
    }

    /** The stream does not always say in which coin the fee was: a guess would be wrong to the last digit. */
    private void fill(BybitExecutionMessage execution, Symbol symbol, AccountTeller teller) {
        if (!execution.isTrade()) {
            return;
        }
        if (execution.feeCurrency().isPresent() || execution.fee().signum() == 0) {
            teller.tell(new BrokerEvent.Filled(reading.fill(execution, symbol)));
            return;
        }
        teller.ask(
                "fill",
                within -> listings.fillsOf(BybitListings.By.ID, execution.orderId(), symbol, within).stream()
                        .filter(listed -> listed.id().equals(execution.id()))
                        .findFirst()
                        .map(listed -> new BrokerEvent.Filled(reading.fill(listed, symbol))));
    }
}
