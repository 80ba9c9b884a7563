package cab.infrastructure.exchange.bybit;

import cab.application.port.PlacementReport;
import cab.application.port.VenueOrder;
import cab.domain.market.Instrument;
import cab.domain.money.Multiples;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.OrderType;
import cab.domain.order.Side;
import cab.domain.order.VenueOrderId;
import cab.infrastructure.exchange.live.InstrumentRules;
import cab.infrastructure.exchange.live.PlacementGuard;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeAnswer;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.NotSentCode;
import cab.infrastructure.exchange.transport.ServerClock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends orders, each once. Rejected is what was never sent, what the exchange refuses by a code that proves that no
 * order came of it, and what it took and then turned away; whatever else is no order of ours is unknown. The exchange
 * refuses a name that is taken, which proves an order and not none. Waits. Thread-safe.
 */
final class BybitPlacement {

    static final String CREATE = "/v5/order/create";

    private final PlacementGuard guard;
    private final ExchangeRest rest;
    private final ServerClock clock;
    private final BybitMarket market;
    private final InstrumentRules rules;
    private final BybitListing listing;
    private final BybitListings listings;
    private final BybitReading reading;
    private final BybitLookup lookup;

    BybitPlacement(
            PlacementGuard guard,
            ExchangeRest rest,
            ServerClock clock,
            BybitMarket market,
            InstrumentRules rules,
            BybitListing listing,
            BybitListings listings,
            BybitReading reading,
            BybitLookup lookup) {
        this.guard = guard;
        this.rest = rest;
        this.clock = clock;
        this.market = market;
        this.rules = rules;
        this.listing = listing;
        this.listings = listings;
        this.reading = reading;
        this.lookup = lookup;
    }

    PlacementReport place(OrderIntent intent, Deadline deadline) {
        Optional<PlacementReport> refusal =
                guard.refusal(intent, deadline).or(() -> wrongSideOfTheMarket(intent, deadline));
        return refusal.orElseGet(() -> send(intent, guard.expiryOf(intent), deadline));
    }

    /** The exchange would take a stop whose price has come as an order that takes a profit, and let it wait. */
    private Optional<PlacementReport> wrongSideOfTheMarket(OrderIntent intent, Deadline deadline) {
        if (intent.terms().type() != OrderType.STOP_MARKET) {
            return Optional.empty();
        }
        Price trigger = intent.terms().trigger().orElseThrow();
        try {
            int comparison = market.last(intent.symbol(), deadline).compareTo(trigger);
            boolean isReached = intent.side() == Side.SELL ? comparison <= 0 : comparison >= 0;
            return isReached ? Optional.of(triggerReached()) : Optional.empty();
        } catch (ExchangeFault unclear) {
            return Optional.of(new PlacementReport.Rejected(
                    NotSentCode.UNFIT,
                    "the last price is not known, beside which a stop must lie: " + unclear.cause()));
        }
    }

    private static PlacementReport triggerReached() {
        return new PlacementReport.Rejected(
                PlacementReport.Rejected.TRIGGER_REACHED, "the price of the stop has been reached");
    }

    private PlacementReport send(OrderIntent intent, long expiresAtMs, Deadline deadline) {
        String body = bodyOf(intent, rules.instrument(intent.symbol()), listing.quoteStep(intent.symbol()));
        ExchangeAnswer answer =
                rest.send(BybitCalls.create(CREATE, body, PlacementGuard.urgencyOf(intent), expiresAtMs), deadline);
        return switch (answer) {
            case ExchangeAnswer.Done(JsonNode result) -> taken(intent, result, deadline);
            case ExchangeAnswer.Refused refused ->
                BybitCodes.provesNoOrder(refused)
                        ? new PlacementReport.Rejected(refused.label(), refused.message())
                        : new PlacementReport.Unknown(
                                refused.label() + " (" + refused.status() + "): " + refused.message());
            case ExchangeAnswer.Unclear(String cause) -> new PlacementReport.Unknown(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> new PlacementReport.Rejected(code, cause);
        };
    }

    /** The same bytes for the same intent and rules. */
    static String bodyOf(OrderIntent intent, Optional<Instrument> rules, Optional<BigDecimal> quoteStep) {
        OrderTerms terms = intent.terms();
        boolean isLimit = terms.limit().isPresent();
        ObjectNode body = Json.object()
                .put("category", BybitCalls.CATEGORY)
                .put("symbol", BybitPair.of(terms.symbol()))
                .put("side", terms.side() == Side.BUY ? "Buy" : "Sell")
                .put("orderType", isLimit ? "Limit" : "Market")
                .put("qty", quantityOf(terms, rules, quoteStep).toPlainString())
                .put("timeInForce", isLimit ? "GTC" : "IOC")
                .put("orderLinkId", intent.clientOrderId().value())
                .put("isLeverage", 0)
                .put("orderFilter", BybitLookup.filterOf(terms));
        terms.limit().map(Price::toString).ifPresent(limit -> body.put("price", limit));
        terms.trigger().map(Price::toString).ifPresent(trigger -> body.put("triggerPrice", trigger));
        if (!isLimit) {
            body.put("marketUnit", terms.size() instanceof OrderSize.OfQuote ? "quoteCoin" : "baseCoin");
        }
        return body.toString();
    }

    private static BigDecimal quantityOf(OrderTerms terms, Optional<Instrument> rules, Optional<BigDecimal> quoteStep) {
        return switch (terms.size()) {
            case OrderSize.OfBase base -> base.quantity().value();
            case OrderSize.OfQuote spend -> {
                BigDecimal amount = spend.amount().amount();
                Optional<BigDecimal> step = quoteStep.or(() -> rules.map(Instrument::priceTick));
                yield step.map(fine -> Multiples.nearest(amount, fine, RoundingMode.DOWN))
                        .filter(fitted -> fitted.signum() > 0)
                        .orElse(amount);
            }
        };
    }

    /** The exchange says only that it has the order; what became of it is asked at once. */
    private PlacementReport taken(OrderIntent intent, JsonNode result, Deadline deadline) {
        try {
            VenueOrderId id = Json.fitting(() -> new VenueOrderId(Json.text(result, "orderId")));
            if (!Json.text(result, "orderLinkId").equals(intent.clientOrderId().value())) {
                return new PlacementReport.Unknown("the answer is about another order");
            }
            VenueOrderId settled = reading.learn(id, intent.clientOrderId());
            Optional<BybitOrderMessage> shown = shown(id, intent, deadline);
            if (shown.isPresent()) {
                return standing(shown.get(), intent, deadline);
            }
            return intent.terms().type() == OrderType.STOP_MARKET
                    ? new PlacementReport.Unknown("on which side of the market the stop waits is not shown yet")
                    : new PlacementReport.Confirmed(accepted(intent, settled));
        } catch (ExchangeFault unreadable) {
            return new PlacementReport.Unknown(unreadable.cause());
        }
    }

    private Optional<BybitOrderMessage> shown(VenueOrderId id, OrderIntent intent, Deadline deadline) {
        try {
            return listings.order(BybitListings.By.ID, id.value(), intent.symbol(), deadline);
        } catch (ExchangeFault notYet) {
            return Optional.empty();
        }
    }

    private PlacementReport standing(BybitOrderMessage shown, OrderIntent intent, Deadline deadline) {
        if (shown.standing() == BybitOrderMessage.Standing.REJECTED
                && shown.filled().signum() == 0) {
            return new PlacementReport.Rejected(
                    shown.rejectReason().isEmpty() ? "REJECTED" : shown.rejectReason(),
                    "the exchange took the order and turned it away");
        }
        if (!shown.waitsOnTheWrongSide()) {
            return new PlacementReport.Confirmed(reading.order(shown, intent.symbol()));
        }
        return lookup.endsUnfilled(shown, intent.symbol(), deadline)
                ? triggerReached()
                : new PlacementReport.Unknown("the stop waits on the wrong side of the market");
    }

    /** As merely taken while it is not shown: the next lookup tells. */
    private VenueOrder accepted(OrderIntent intent, VenueOrderId id) {
        return new VenueOrder(
                id,
                intent.clientOrderId(),
                intent.symbol(),
                intent.side(),
                OrderEvent.ACCEPTED,
                Quantity.ZERO,
                Instant.ofEpochMilli(clock.millis()));
    }
}
