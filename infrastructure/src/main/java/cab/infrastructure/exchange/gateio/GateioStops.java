package cab.infrastructure.exchange.gateio;

import cab.application.port.CancelReport;
import cab.application.port.LookupReport;
import cab.application.port.VenueOrder;
import cab.domain.market.Symbol;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderTerms;
import cab.infrastructure.exchange.live.OrderNames;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeAnswer;
import cab.infrastructure.exchange.transport.ExchangeCall;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.PlainText;
import cab.infrastructure.exchange.transport.ServerClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops as price-triggered orders, which the exchange keeps apart: without a name of ours, and another order once they
 * fire. Each stop of ours is claimed by its id; a placement without an answer is found by its terms and its time among
 * those that nobody has claimed. Waits. Thread-safe.
 */
final class GateioStops {

    private static final Logger LOG = LoggerFactory.getLogger(GateioStops.class);

    /** Clocks differ, and creation times are whole seconds. */
    private static final long CREATED_MARGIN_SECONDS = 3;

    private final ExchangeTimes times;
    private final ExchangeRest rest;
    private final ServerClock clock;
    private final GateioPriceOrders listed;
    private final GateioListings listings;
    private final OrderReading reading;
    private final OrderNames names;
    private final StopNames stops;

    GateioStops(
            ExchangeTimes times,
            ExchangeRest rest,
            ServerClock clock,
            GateioPriceOrders listed,
            GateioListings listings,
            OrderReading reading,
            OrderNames names,
            StopNames stops) {
        this.times = times;
        this.rest = rest;
        this.clock = clock;
        this.listed = listed;
        this.listings = listings;
        this.reading = reading;
        this.names = names;
        this.stops = stops;
    }

    /**
     * This stop is in the book: it is claimed under the id that the exchange gave it. One that ended without a fill is
     * not looked at any more.
     */
    void recall(Order order) {
        Optional<String> id = idIn(order);
        id.ifPresent(known -> claim(known, order));
        if (order.status().isFinal() && order.filled().isZero()) {
            id.ifPresent(known -> stops.ended(known, Optional.empty()));
        }
    }

    private static Optional<String> idIn(Order order) {
        return order.venueOrderId().flatMap(StopNames::priceOrderIdIn);
    }

    private void claim(String id, Order order) {
        if (!stops.claim(id, order.clientOrderId(), order.intent().symbol())) {
            LOG.warn("price order {} is claimed by {} and another order", id, order.clientOrderId());
        }
    }

    /** The id of this stop, once it is known to the book or to us. */
    private Optional<String> claimed(Order order) {
        idIn(order).ifPresent(id -> claim(id, order));
        return idIn(order).or(() -> stops.idOf(order.clientOrderId()));
    }

    LookupReport lookUp(Order order, Deadline deadline) {
        Optional<String> id = claimed(order).or(() -> match(order, deadline));
        return id.flatMap(known -> listed.shown(known, order.intent().symbol(), deadline))
                .<LookupReport>map(message -> new LookupReport.Found(stands(message, stopOf(order, message), deadline)))
                .orElseGet(() -> new LookupReport.NotFound(false));
    }

    /** The one among the open and finished that has the terms and time of this order and that nobody has claimed. */
    private Optional<String> match(Order order, Deadline deadline) {
        Symbol symbol = order.intent().symbol();
        Optional<String> found = Stream.of("open", "finished")
                .flatMap(status -> listed.all(symbol, status, deadline).stream())
                .filter(message -> isOf(order, message))
                .filter(message -> stops.find(message.id()).isEmpty())
                .map(GateioPriceOrderMessage::id)
                .min(String::compareTo);
        return found.filter(id -> stops.claim(id, order.clientOrderId(), symbol));
    }

    private boolean isOf(Order order, GateioPriceOrderMessage message) {
        OrderTerms terms = order.intent().terms();
        long decidedSeconds = Math.floorDiv(clock.millisOf(order.intent().decidedAt()), 1_000);
        long createdSeconds = message.createdAt().getEpochSecond();
        return message.side() == terms.side()
                && message.triggerPrice()
                                .compareTo(terms.trigger().orElseThrow().value())
                        == 0
                && message.amount().compareTo(GateioStopPlacement.baseOf(terms).value()) == 0
                && createdSeconds >= decidedSeconds - CREATED_MARGIN_SECONDS
                && createdSeconds <= decidedSeconds + times.orderLifetime().toSeconds() + CREATED_MARGIN_SECONDS;
    }

    List<VenueOrder> open(Symbol symbol, Deadline deadline) {
        return listed.all(symbol, "open", deadline).stream()
                .map(message -> waiting(message, symbol, OrderEvent.ACCEPTED))
                .toList();
    }

    private VenueOrder waiting(GateioPriceOrderMessage message, Symbol symbol, OrderEvent state) {
        return Json.fitting(() -> new VenueOrder(
                StopNames.venueOrderIdOf(message.id()),
                stops.find(message.id()).map(StopNames.Stop::name).orElseGet(() -> names.foreign(message.id())),
                symbol,
                message.side(),
                state,
                Quantity.ZERO,
                message.createdAt()));
    }

    private static StopNames.Stop stopOf(Order order, GateioPriceOrderMessage message) {
        return new StopNames.Stop(
                message.id(), order.clientOrderId(), order.intent().symbol(), message.firedOrderId(), false);
    }

    boolean isOurs(String id) {
        return stops.find(id).isPresent();
    }

    /** Where a stop of ours stands by now, or empty when it is not ours or not shown. */
    Optional<VenueOrder> standing(String id, Deadline deadline) {
        return stops.find(id)
                .flatMap(stop ->
                        listed.shown(id, stop.symbol(), deadline).map(message -> stands(message, stop, deadline)));
    }

    /** Where a stop of ours stands; once it has fired, where the order that it became stands. */
    private VenueOrder stands(GateioPriceOrderMessage message, StopNames.Stop stop, Deadline deadline) {
        Symbol symbol = stop.symbol();
        return switch (message.standing()) {
            case WAITING -> waiting(message, symbol, OrderEvent.ACCEPTED);
            case FIRED -> fired(message, stop, deadline);
            case CANCELLED -> ended(message, symbol, OrderEvent.CANCELLED);
            case EXPIRED -> ended(message, symbol, OrderEvent.EXPIRED);
            case FAILED -> {
                LOG.warn("stop {} was triggered and failed: {}", stop.name(), PlainText.of(message.reason()));
                yield ended(message, symbol, OrderEvent.CANCELLED);
            }
        };
    }

    private VenueOrder ended(GateioPriceOrderMessage message, Symbol symbol, OrderEvent state) {
        stops.ended(message.id(), Optional.empty());
        return waiting(message, symbol, state);
    }

    private VenueOrder fired(GateioPriceOrderMessage message, StopNames.Stop stop, Deadline deadline) {
        Symbol symbol = stop.symbol();
        String child = message.firedOrderId()
                .orElseThrow(() -> new ExchangeFault("a stop has fired and its order is not told yet"));
        learnChild(message.id(), child, stop.name());
        Optional<GateioOrderMessage> shown = listings.orderNamed(child, symbol, deadline)
                .or(() -> listings.finishedSince(symbol, message.createdAt(), deadline).stream()
                        .filter(finished -> finished.id().equals(child))
                        .findFirst());
        VenueOrder became = reading.read(
                shown.orElseThrow(() -> new ExchangeFault("the order of a fired stop is not shown")), symbol, deadline);
        return new VenueOrder(
                StopNames.venueOrderIdOf(message.id()),
                stop.name(),
                symbol,
                became.side(),
                became.state(),
                became.filled(),
                message.createdAt());
    }

    private void learnChild(String id, String child, ClientOrderId name) {
        names.learn(child, name);
        stops.ended(id, Optional.of(child));
    }

    /** Asks which stops of the symbol have fired, so that the fills of what they became are known as ours. */
    void readFired(Symbol symbol, Deadline deadline) {
        for (StopNames.Stop stop : stops.mayHaveFiredOf(symbol)) {
            listed.shown(stop.id(), symbol, deadline).ifPresent(message -> note(stop, message));
        }
    }

    private void note(StopNames.Stop stop, GateioPriceOrderMessage message) {
        switch (message.standing()) {
            case WAITING -> {}
            case FIRED -> message.firedOrderId().ifPresent(child -> learnChild(stop.id(), child, stop.name()));
            case CANCELLED, EXPIRED, FAILED -> stops.ended(stop.id(), Optional.empty());
        }
    }

    CancelReport cancel(Order order, Deadline deadline) {
        Optional<String> id = claimed(order).or(() -> match(order, deadline));
        if (id.isEmpty()) {
            return new CancelReport.NotOpen("the exchange does not show the stop");
        }
        Symbol symbol = order.intent().symbol();
        Optional<String> child = stops.find(id.get()).flatMap(StopNames.Stop::firedOrderId);
        if (child.isPresent()) {
            return cancelChild(child.get(), id.get(), order, deadline);
        }
        ExchangeCall call = GateioCalls.delete(GateioPriceOrders.PATH + "/" + ExchangeCall.segment(id.get()));
        return switch (rest.askUntilClear(call, deadline)) {
            case ExchangeAnswer.Done(JsonNode body) ->
                cancelled(GateioPriceOrders.ofSymbol(GateioPriceOrderMessage.of(body), symbol), order, deadline);
            case ExchangeAnswer.Refused refused -> GateioLookup.notEnded(refused);
            case ExchangeAnswer.Unclear(String cause) -> new CancelReport.Unknown(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> new CancelReport.Unknown(code + ": " + cause);
        };
    }

    private CancelReport cancelled(GateioPriceOrderMessage message, Order order, Deadline deadline) {
        return GateioLookup.ended(stands(message, stopOf(order, message), deadline));
    }

    private CancelReport cancelChild(String child, String id, Order order, Deadline deadline) {
        Symbol symbol = order.intent().symbol();
        ExchangeCall call = GateioCalls.delete("/spot/orders/" + ExchangeCall.segment(child))
                .with("currency_pair", GateioPair.of(symbol))
                .with("account", "spot");
        return switch (rest.askUntilClear(call, deadline)) {
            case ExchangeAnswer.Done done ->
                listed.shown(id, symbol, deadline)
                        .map(message -> cancelled(message, order, deadline))
                        .orElseGet(CancelReport.Requested::new);
            case ExchangeAnswer.Refused refused -> GateioLookup.notEnded(refused);
            case ExchangeAnswer.Unclear(String cause) -> new CancelReport.Unknown(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> new CancelReport.Unknown(code + ": " + cause);
        };
    }
}
