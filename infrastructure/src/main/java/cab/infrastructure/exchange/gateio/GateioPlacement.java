package cab.infrastructure.exchange.gateio;

import cab.application.port.PlacementReport;
import cab.application.port.VenueOrder;
import cab.domain.market.Instrument;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.OrderType;
import cab.domain.order.VenueOrderId;
import cab.infrastructure.exchange.live.InstrumentRules;
import cab.infrastructure.exchange.live.OrderNames;
import cab.infrastructure.exchange.live.PlacementGuard;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeAnswer;
import cab.infrastructure.exchange.transport.ExchangeCall;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Sends orders, each once. Rejected is what was never sent and what the exchange refuses by a label that proves that no
 * order came of it; whatever else is no readable order of ours is unknown. Waits. Thread-safe.
 */
final class GateioPlacement {

    private final PlacementGuard guard;
    private final ExchangeRest rest;
    private final InstrumentRules instruments;
    private final OrderReading reading;
    private final OrderNames names;
    private final GateioStopPlacement stops;

    GateioPlacement(
            PlacementGuard guard,
            ExchangeRest rest,
            InstrumentRules instruments,
            OrderReading reading,
            OrderNames names,
            GateioStopPlacement stops) {
        this.guard = guard;
        this.rest = rest;
        this.instruments = instruments;
        this.reading = reading;
        this.names = names;
        this.stops = stops;
    }

    PlacementReport place(OrderIntent intent, Deadline deadline) {
        Optional<PlacementReport> refusal = guard.refusal(intent, deadline);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        long expiresAtMs = guard.expiryOf(intent);
        return intent.terms().type() == OrderType.STOP_MARKET
                ? stops.place(intent, expiresAtMs, deadline)
                : send(intent, expiresAtMs, deadline);
    }

    private PlacementReport send(OrderIntent intent, long expiresAtMs, Deadline deadline) {
        ExchangeCall call = GateioCalls.post(
                "/spot/orders",
                GateioPair.of(intent.symbol()),
                bodyOf(intent, instruments.instrument(intent.symbol())),
                PlacementGuard.urgencyOf(intent),
                expiresAtMs);
        return switch (rest.send(call, deadline)) {
            case ExchangeAnswer.Done(JsonNode body) -> confirmed(intent, body, deadline);
            case ExchangeAnswer.Refused refused -> refusal(refused);
            case ExchangeAnswer.Unclear(String cause) -> new PlacementReport.Unknown(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> new PlacementReport.Rejected(code, cause);
        };
    }

    static PlacementReport refusal(ExchangeAnswer.Refused refused) {
        return GateioLabels.provesNoOrder(refused)
                ? new PlacementReport.Rejected(refused.label(), refused.message())
                : new PlacementReport.Unknown(refused.label() + " (" + refused.status() + "): " + refused.message());
    }

    /** The same bytes for the same intent and rules. */
    static String bodyOf(OrderIntent intent, Optional<Instrument> rules) {
        OrderTerms terms = intent.terms();
        ObjectNode body = Json.object()
                .put("text", GateioPair.textOf(intent.clientOrderId()))
                .put("currency_pair", GateioPair.of(terms.symbol()))
                .put("type", terms.limit().isPresent() ? "limit" : "market")
                .put("account", "spot")
                .put("side", terms.side().name().toLowerCase(Locale.ROOT))
                .put("amount", amountOf(terms, rules).toPlainString());
        terms.limit().map(Price::toString).ifPresent(limit -> body.put("price", limit));
        // A market order without it would be taken as gtc, which markets refuse.
        return body.put("time_in_force", terms.limit().isPresent() ? "gtc" : "ioc")
                .toString();
    }

    private static BigDecimal amountOf(OrderTerms terms, Optional<Instrument> rules) {
        return switch (terms.size()) {
            case OrderSize.OfBase base -> base.quantity().value();
            case OrderSize.OfQuote spend -> spendable(spend.amount(), rules);
        };
    }

    /** Quote with as many decimals as prices have: more is refused as too precise. Down: never more than decided. */
    private static BigDecimal spendable(Money amount, Optional<Instrument> rules) {
        return rules.map(known -> amount.amount()
                        .divide(known.priceTick(), 0, RoundingMode.DOWN)
                        .multiply(known.priceTick()))
                .filter(fitted -> fitted.signum() > 0)
                .orElse(amount.amount());
    }

    private PlacementReport confirmed(OrderIntent intent, JsonNode body, Deadline deadline) {
        try {
            GateioOrderMessage message = GateioOrderMessage.ofRest(body);
            if (!isOf(intent, message)) {
                return new PlacementReport.Unknown("the answer is about another order");
            }
            names.learn(message.id(), intent.clientOrderId());
            return new PlacementReport.Confirmed(stands(intent, message, deadline));
        } catch (ExchangeFault unreadable) {
            return new PlacementReport.Unknown(unreadable.cause());
        }
    }

    private static boolean isOf(OrderIntent intent, GateioOrderMessage message) {
        return GateioPair.isOf(message.pair(), intent.symbol())
                && message.side() == intent.side()
                && message.text()
                        .filter(GateioPair.textOf(intent.clientOrderId())::equals)
                        .isPresent();
    }

    /** Where the order stands; as merely taken while its fills are not shown: the next lookup tells. */
    private VenueOrder stands(OrderIntent intent, GateioOrderMessage message, Deadline deadline) {
        try {
            return reading.read(message, intent.symbol(), deadline);
        } catch (ExchangeFault notYet) {
            return taken(intent, new VenueOrderId(message.id()), message.createdAt());
        }
    }

    static VenueOrder taken(OrderIntent intent, VenueOrderId id, Instant at) {
        return new VenueOrder(
                id, intent.clientOrderId(), intent.symbol(), intent.side(), OrderEvent.ACCEPTED, Quantity.ZERO, at);
    }
}
