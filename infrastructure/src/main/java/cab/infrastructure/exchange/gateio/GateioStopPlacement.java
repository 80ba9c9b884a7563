package cab.infrastructure.exchange.gateio;

import cab.application.port.PlacementReport;
import cab.domain.market.Instrument;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Side;
import cab.infrastructure.exchange.live.InstrumentRules;
import cab.infrastructure.exchange.live.PlacementGuard;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeAnswer;
import cab.infrastructure.exchange.transport.ExchangeCall;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.exchange.transport.Json;
import cab.infrastructure.exchange.transport.NotSentCode;
import cab.infrastructure.exchange.transport.ServerClock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Sends stops as price-triggered orders, each once: a stop becomes a limit order once the price is at its trigger.
 * Waits. Thread-safe.
 */
final class GateioStopPlacement {

    /**
     * What a fired stop may give way at most: it becomes a limit order that far through its trigger, because market
     * orders behind triggers have been refused.
     */
    static final BigDecimal GIVE_WAY = new BigDecimal("0.1");

    private final ExchangeTimes times;
    private final ExchangeRest rest;
    private final ServerClock clock;
    private final InstrumentRules instruments;
    private final StopNames stops;

    GateioStopPlacement(
            ExchangeTimes times, ExchangeRest rest, ServerClock clock, InstrumentRules instruments, StopNames stops) {
        this.times = times;
        this.rest = rest;
        this.clock = clock;
        this.instruments = instruments;
        this.stops = stops;
    }

    PlacementReport place(OrderIntent intent, long expiresAtMs, Deadline deadline) {
        Optional<Instrument> rules = instruments.instrument(intent.symbol());
        if (rules.isEmpty()) {
            return new PlacementReport.Rejected(
                    NotSentCode.UNFIT, "the rules of " + intent.symbol() + " are not known, so no price can be set");
        }
        ExchangeCall call = GateioCalls.post(
                GateioPriceOrders.PATH,
                GateioPair.of(intent.symbol()),
                bodyOf(intent.terms(), rules.get()),
                PlacementGuard.urgencyOf(intent),
                expiresAtMs);
        return switch (rest.send(call, deadline)) {
            case ExchangeAnswer.Done(JsonNode body) -> confirmed(intent, body);
            case ExchangeAnswer.Refused refused -> refusal(refused);
            case ExchangeAnswer.Unclear(String cause) -> new PlacementReport.Unknown(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> new PlacementReport.Rejected(code, cause);
        };
    }

    private static PlacementReport refusal(ExchangeAnswer.Refused refused) {
        return GateioLabels.isTriggerReached(refused)
                ? new PlacementReport.Rejected(PlacementReport.Rejected.TRIGGER_REACHED, refused.message())
                : GateioPlacement.refusal(refused);
    }

    private String bodyOf(OrderTerms terms, Instrument rules) {
        ObjectNode body = Json.object();
        Price trigger = terms.trigger().orElseThrow();
        body.putObject("trigger")
                .put("price", trigger.toString())
                .put("rule", ruleOf(terms.side()))
                .put("expiration", times.stopLifetime().toSeconds());
        body.putObject("put")
                .put("type", "limit")
                .put("side", terms.side().name().toLowerCase(Locale.ROOT))
                .put("price", limitOf(terms.side(), trigger, rules).toString())
                .put("amount", baseOf(terms).toString())
                // Not "spot", which this endpoint refuses.
                .put("account", "normal")
                .put("time_in_force", "gtc")
                .put("text", "api");
        return body.put("market", GateioPair.of(terms.symbol())).toString();
    }

    private static String ruleOf(Side side) {
        return switch (side) {
            case SELL -> "<=";
            case BUY -> ">=";
        };
    }

    private static Price limitOf(Side side, Price trigger, Instrument rules) {
        return switch (side) {
            case SELL -> {
                Price through = new Price(trigger.value()
                        .multiply(BigDecimal.ONE.subtract(GIVE_WAY))
                        .setScale(18, RoundingMode.UP));
                // Up, so that a trigger of one tick does not become nothing.
                yield through.roundedTo(rules.priceTick(), RoundingMode.UP);
            }
            case BUY ->
                new Price(trigger.value().multiply(BigDecimal.ONE.add(GIVE_WAY)).setScale(18, RoundingMode.DOWN))
                        .roundedTo(rules.priceTick(), RoundingMode.UP);
        };
    }

    static Quantity baseOf(OrderTerms terms) {
        return switch (terms.size()) {
            case OrderSize.OfBase base -> base.quantity();
            case OrderSize.OfQuote spend -> throw new IllegalArgumentException("a stop is sized in base");
        };
    }

    private PlacementReport confirmed(OrderIntent intent, JsonNode body) {
        try {
            String id = Json.text(body, "id");
            if (!stops.claim(id, intent.clientOrderId(), intent.symbol())) {
                return new PlacementReport.Unknown("the answer has the id of another order");
            }
            return new PlacementReport.Confirmed(Json.fitting(() ->
                    GateioPlacement.taken(intent, StopNames.venueOrderIdOf(id), Instant.ofEpochMilli(clock.millis()))));
        } catch (ExchangeFault unreadable) {
            return new PlacementReport.Unknown(unreadable.cause());
        }
    }
}
