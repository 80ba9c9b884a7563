package cab.infrastructure.exchange.bybit;

import cab.application.port.VenueOrder;
import cab.domain.market.Symbol;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.VenueOrderId;
import cab.infrastructure.exchange.live.InstrumentRules;
import cab.infrastructure.exchange.live.OrderNames;
import cab.infrastructure.exchange.transport.Json;

/** Makes orders and fills of the domain out of messages, under the names that the book has for them. Thread-safe. */
final class BybitReading {

    private final InstrumentRules rules;
    private final OrderNames names = new OrderNames("bybit", "");
    private final BybitOrderIds ids = new BybitOrderIds();

    BybitReading(InstrumentRules rules) {
        this.rules = rules;
    }

    /** This order is in the book. */
    void recall(Order order) {
        order.venueOrderId().ifPresent(id -> {
            names.learn(id.value(), order.clientOrderId());
            var _ = ids.settled(order.clientOrderId(), id);
        });
    }

    /** The exchange's order {@code id} is ours under this name. */
    VenueOrderId learn(VenueOrderId id, ClientOrderId name) {
        names.learn(id.value(), name);
        return ids.settled(name, id);
    }

    VenueOrder order(BybitOrderMessage message, Symbol symbol) {
        ClientOrderId name = names.nameOf(message.id(), message.linkId());
        VenueOrderId id = Json.fitting(() -> new VenueOrderId(message.id()));
        return BybitTranslator.orderOf(message, symbol, learn(id, name), name, rules.instrument(symbol));
    }

    Fill fill(BybitExecutionMessage message, Symbol symbol) {
        return BybitTranslator.fillOf(message, symbol, names.nameOf(message.orderId(), message.linkId()));
    }
}
