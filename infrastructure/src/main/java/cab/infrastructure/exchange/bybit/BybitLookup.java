package cab.infrastructure.exchange.bybit;

import cab.application.port.CancelReport;
import cab.application.port.LookupReport;
import cab.application.port.VenueOrder;
import cab.domain.market.Symbol;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderTerms;
import cab.domain.order.OrderType;
import cab.domain.order.VenueOrderId;
import cab.infrastructure.exchange.bybit.BybitListings.By;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeAnswer;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of orders, and ends them. An order is looked for under our name and the exchange's id, among
 * those of now, among those of the past and in the fills. That none of it shows the order is never conclusive. Waits.
 * Thread-safe.
 */
final class BybitLookup {

    private static final Logger LOG = LoggerFactory.getLogger(BybitLookup.class);
    private static final String CANCEL = "/v5/order/cancel";

    /** An order that rests or is carried out at once. */
    private static final String ORDER = "Order";

    /** An order that waits for its price and binds its coins meanwhile. */
    private static final String STOP = "tpslOrder";

    /** Clocks differ. */
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(1);

    private final ExchangeRest rest;
    private final BybitListings listings;
    private final BybitReading reading;

    BybitLookup(ExchangeRest rest, BybitListings listings, BybitReading reading) {
        this.rest = rest;
        this.listings = listings;
        this.reading = reading;
    }

    static String filterOf(OrderTerms terms) {
        return terms.type() == OrderType.STOP_MARKET ? STOP : ORDER;
    }

    LookupReport lookUp(Order order, Deadline deadline) {
        reading.recall(order);
        Optional<BybitOrderMessage> shown = shown(order, deadline).or(() -> inFills(order, deadline));
        if (shown.isEmpty()) {
            return new LookupReport.NotFound(false);
        }
        if (!isOf(order, shown.get())) {
            return new LookupReport.Unknown("the exchange shows another order under that name");
        }
        Symbol symbol = order.intent().symbol();
        if (shown.get().waitsOnTheWrongSide()) {
            LOG.warn("stop {} waits on the wrong side of the market and is ended", order.clientOrderId());
            if (!endsUnfilled(shown.get(), symbol, deadline)) {
                return new LookupReport.Unknown("the stop waits on the wrong side of the market");
            }
            return shown(order, deadline)
                    .<LookupReport>map(ended -> new LookupReport.Found(reading.order(ended, symbol)))
                    .orElseGet(() -> new LookupReport.Unknown("what became of the stop is not shown"));
        }
        return new LookupReport.Found(reading.order(shown.get(), symbol));
    }

    private Optional<BybitOrderMessage> shown(Order order, Deadline deadline) {
        Symbol symbol = order.intent().symbol();
        String name = order.clientOrderId().value();
        Optional<String> id = order.venueOrderId().map(VenueOrderId::value);
        return listings.order(By.LINK_ID, name, symbol, deadline)
                .or(() -> id.flatMap(known -> listings.order(By.ID, known, symbol, deadline)))
                .or(() -> listings.ended(By.LINK_ID, name, symbol, since(order), deadline))
                .or(() -> id.flatMap(known -> listings.ended(By.ID, known, symbol, since(order), deadline)));
    }

    private static Instant since(Order order) {
        return order.intent().decidedAt().minus(CLOCK_MARGIN);
    }

    private static boolean isOf(Order order, BybitOrderMessage shown) {
        boolean isNamed =
                shown.linkId().filter(order.clientOrderId().value()::equals).isPresent();
        boolean hasId = order.venueOrderId()
                .map(VenueOrderId::value)
                .filter(shown.id()::equals)
                .isPresent();
        return shown.side() == order.intent().side() && (isNamed || hasId);
    }

    /** A fill proves its order even where no list shows it. */
    private Optional<BybitOrderMessage> inFills(Order order, Deadline deadline) {
        Symbol symbol = order.intent().symbol();
        Optional<BybitExecutionMessage> fill =
                listings.fillsOf(By.LINK_ID, order.clientOrderId().value(), symbol, deadline).stream()
                        .findFirst();
        return fill.map(execution -> listings.order(By.ID, execution.orderId(), symbol, deadline)
                .orElseThrow(() -> new ExchangeFault("a fill is shown and its order is not")));
    }

    CancelReport cancel(Order order, Deadline deadline) {
        reading.recall(order);
        Symbol symbol = order.intent().symbol();
        String filter = filterOf(order.intent().terms());
        CancelReport report = end(order, symbol, filter, deadline);
        // A stop whose price has come is an order like any other.
        return report instanceof CancelReport.NotOpen && filter.equals(STOP)
                ? end(order, symbol, ORDER, deadline)
                : report;
    }

    private CancelReport end(Order order, Symbol symbol, String filter, Deadline deadline) {
        ObjectNode body =
                bodyOf(symbol, filter).put("orderLinkId", order.clientOrderId().value());
        return switch (rest.askUntilClear(BybitCalls.cancel(CANCEL, body.toString()), deadline)) {
            case ExchangeAnswer.Done done -> requested(order, deadline);
            case ExchangeAnswer.Refused refused ->
                BybitCodes.isNotOpen(refused)
                        ? new CancelReport.NotOpen(refused.label())
                        : new CancelReport.Unknown(
                                refused.label() + " (" + refused.status() + "): " + refused.message());
            case ExchangeAnswer.Unclear(String cause) -> new CancelReport.Unknown(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> new CancelReport.Unknown(code + ": " + cause);
        };
    }

    private static ObjectNode bodyOf(Symbol symbol, String filter) {
        return Json.object()
                .put("category", BybitCalls.CATEGORY)
                .put("symbol", BybitPair.of(symbol))
                .put("orderFilter", filter);
    }

    /** The exchange ends orders a little later than it says so. */
    private CancelReport requested(Order order, Deadline deadline) {
        try {
            return shown(order, deadline)
                    .map(message -> reading.order(message, order.intent().symbol()))
                    .filter(BybitLookup::hasEnded)
                    .<CancelReport>map(CancelReport.Ended::new)
                    .orElseGet(CancelReport.Requested::new);
        } catch (ExchangeFault notYet) {
            return new CancelReport.Requested();
        }
    }

    private static boolean hasEnded(VenueOrder order) {
        return order.state() != OrderEvent.ACCEPTED && order.state() != OrderEvent.PARTIALLY_FILLED;
    }

    /** Ends a stop that waits; true when it is shown to have ended without a fill. */
    boolean endsUnfilled(BybitOrderMessage stop, Symbol symbol, Deadline deadline) {
        ObjectNode body = bodyOf(symbol, STOP).put("orderId", stop.id());
        ExchangeAnswer answer = rest.askUntilClear(BybitCalls.cancel(CANCEL, body.toString()), deadline);
        return answer instanceof ExchangeAnswer.Done
                && listings.order(By.ID, stop.id(), symbol, deadline)
                        .filter(shown -> shown.standing() == BybitOrderMessage.Standing.CANCELLED)
                        .filter(shown -> shown.filled().signum() == 0)
                        .isPresent();
    }

    List<VenueOrder> open(Symbol symbol, Deadline deadline) {
        return listings.open(symbol, deadline).stream()
                .map(message -> reading.order(message, symbol))
                .toList();
    }
}
