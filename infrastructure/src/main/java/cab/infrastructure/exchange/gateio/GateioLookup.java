package cab.infrastructure.exchange.gateio;

import cab.application.port.CancelReport;
import cab.application.port.LookupReport;
import cab.application.port.VenueOrder;
import cab.domain.market.Symbol;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderType;
import cab.domain.order.VenueOrderId;
import cab.infrastructure.exchange.live.OrderNames;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeAnswer;
import cab.infrastructure.exchange.transport.ExchangeCall;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeRest;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds out what became of orders, and ends them. An order is looked for under the exchange's id, under our name, among
 * those that ended since it was decided, among the open ones and in the fills, because the exchange forgets names soon
 * after an order has ended. That none of it shows the order is never conclusive. Waits. Thread-safe.
 */
final class GateioLookup {

    /** Clocks differ. */
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(1);

    private final ExchangeRest rest;
    private final GateioListings listings;
    private final OrderReading reading;
    private final OrderNames names;
    private final GateioStops stops;

    GateioLookup(
            ExchangeRest rest, GateioListings listings, OrderReading reading, OrderNames names, GateioStops stops) {
        this.rest = rest;
        this.listings = listings;
        this.reading = reading;
        this.names = names;
        this.stops = stops;
    }

    /** These orders are in the book, under the names that the exchange gave them. */
    void recall(List<Order> orders) {
        for (Order order : orders) {
            if (isStop(order)) {
                stops.recall(order);
            } else {
                order.venueOrderId().ifPresent(id -> names.learn(id.value(), order.clientOrderId()));
            }
        }
    }

    LookupReport lookUp(Order order, Deadline deadline) {
        if (isStop(order)) {
            return stops.lookUp(order, deadline);
        }
        Symbol symbol = order.intent().symbol();
        Optional<GateioOrderMessage> shown = order.venueOrderId()
                .map(VenueOrderId::value)
                .flatMap(id -> listings.orderNamed(id, symbol, deadline))
                .or(() -> listings.orderNamed(GateioPair.textOf(order.clientOrderId()), symbol, deadline))
                .or(() -> first(listings.finishedSince(symbol, since(order), deadline), isOf(order)))
                .or(() -> first(listings.open(symbol, deadline), isOf(order)))
                .or(() -> inFills(order, deadline));
        if (shown.isEmpty()) {
            return new LookupReport.NotFound(false);
        }
        if (!isOf(order).test(shown.get())) {
            return new LookupReport.Unknown("the exchange shows another order under that name");
        }
        names.learn(shown.get().id(), order.clientOrderId());
        return new LookupReport.Found(reading.read(shown.get(), symbol, deadline));
    }

    /** The order of that id of the exchange, ours or not, or empty when it is not shown. */
    Optional<VenueOrder> shown(String id, Symbol symbol, Deadline deadline) {
        stops.readFired(symbol, deadline);
        return listings.orderNamed(id, symbol, deadline).map(message -> reading.read(message, symbol, deadline));
    }

    private static boolean isStop(Order order) {
        return order.intent().terms().type() == OrderType.STOP_MARKET;
    }

    private static Instant since(Order order) {
        return order.intent().decidedAt().minus(CLOCK_MARGIN);
    }

    private static Predicate<GateioOrderMessage> isOf(Order order) {
        String text = GateioPair.textOf(order.clientOrderId());
        return shown -> shown.side() == order.intent().side()
                && (order.venueOrderId()
                                .map(VenueOrderId::value)
                                .filter(shown.id()::equals)
                                .isPresent()
                        || shown.text().filter(text::equals).isPresent());
    }

    private static Optional<GateioOrderMessage> first(
            List<GateioOrderMessage> orders, Predicate<GateioOrderMessage> wanted) {
        return orders.stream().filter(wanted).findFirst();
    }

    /** A fill proves its order even where no list shows it. */
    private Optional<GateioOrderMessage> inFills(Order order, Deadline deadline) {
        Symbol symbol = order.intent().symbol();
        String text = GateioPair.textOf(order.clientOrderId());
        Optional<GateioTradeMessage> fill = listings.tradesSince(symbol, since(order), deadline).stream()
                .filter(trade -> trade.text().filter(text::equals).isPresent()
                        || order.venueOrderId()
                                .map(VenueOrderId::value)
                                .filter(trade.orderId()::equals)
                                .isPresent())
                .findFirst();
        return fill.map(trade -> listings.orderNamed(trade.orderId(), symbol, deadline)
                .orElseThrow(() -> new ExchangeFault("a fill is shown and its order is not")));
    }

    CancelReport cancel(Order order, Deadline deadline) {
        if (isStop(order)) {
            return stops.cancel(order, deadline);
        }
        String name =
                order.venueOrderId().map(VenueOrderId::value).orElseGet(() -> GateioPair.textOf(order.clientOrderId()));
        return end(name, order.intent().symbol(), deadline);
    }

    private CancelReport end(String name, Symbol symbol, Deadline deadline) {
        ExchangeCall call = GateioCalls.delete("/spot/orders/" + ExchangeCall.segment(name))
                .with("currency_pair", GateioPair.of(symbol))
                .with("account", "spot");
        return switch (rest.askUntilClear(call, deadline)) {
            case ExchangeAnswer.Done(JsonNode body) ->
                ended(reading.read(GateioOrderMessage.ofRest(body), symbol, deadline));
            case ExchangeAnswer.Refused refused -> notEnded(refused);
            case ExchangeAnswer.Unclear(String cause) -> new CancelReport.Unknown(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> new CancelReport.Unknown(code + ": " + cause);
        };
    }

    static CancelReport notEnded(ExchangeAnswer.Refused refused) {
        return GateioLabels.isNotOpen(refused)
                ? new CancelReport.NotOpen(refused.label())
                : new CancelReport.Unknown(refused.label() + " (" + refused.status() + "): " + refused.message());
    }

    static CancelReport ended(VenueOrder order) {
        boolean lives = order.state() == OrderEvent.ACCEPTED || order.state() == OrderEvent.PARTIALLY_FILLED;
        return lives ? new CancelReport.Requested() : new CancelReport.Ended(order);
    }

    /** All open orders, those that wait for their price included. */
    List<VenueOrder> open(Symbol symbol, Deadline deadline) {
        // Stops first: one that fires in between is then in both lists rather than in none.
        List<VenueOrder> all = new ArrayList<>(stops.open(symbol, deadline));
        List<GateioOrderMessage> messages = listings.open(symbol, deadline);
        if (messages.stream()
                .anyMatch(message -> names.known(message.id(), message.text()).isEmpty())) {
            stops.readFired(symbol, deadline);
        }
        for (GateioOrderMessage message : messages) {
            all.add(reading.read(message, symbol, deadline));
        }
        return all;
    }
}
