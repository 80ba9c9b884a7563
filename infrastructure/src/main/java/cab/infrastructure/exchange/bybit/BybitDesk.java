package cab.infrastructure.exchange.bybit;

import cab.application.port.BalancesReport;
import cab.application.port.CancelReport;
import cab.application.port.LookupReport;
import cab.application.port.PlacementReport;
import cab.application.port.VenueOrder;
import cab.domain.market.Symbol;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.infrastructure.exchange.live.AccountDesk;
import cab.infrastructure.exchange.live.Balances;
import cab.infrastructure.exchange.live.KeyReport;
import cab.infrastructure.exchange.throttle.Urgency;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeAnswer;
import cab.infrastructure.exchange.transport.ExchangeCall;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A unified account at Bybit, as far as it trades spot. Fills are listed up to 180 days back. Thread-safe. */
final class BybitDesk implements AccountDesk {

    private final ExchangeRest rest;
    private final BybitPlacement placement;
    private final BybitLookup lookup;
    private final BybitListings listings;
    private final BybitReading reading;

    BybitDesk(
            ExchangeRest rest,
            BybitPlacement placement,
            BybitLookup lookup,
            BybitListings listings,
            BybitReading reading) {
        this.rest = rest;
        this.placement = placement;
        this.lookup = lookup;
        this.listings = listings;
        this.reading = reading;
    }

    @Override
    public KeyReport key(Deadline deadline) {
        ExchangeAnswer answer =
                rest.askUntilClear(BybitCalls.askPrivately("/v5/user/query-api", Urgency.PROTECTIVE), deadline);
        return switch (answer) {
            case ExchangeAnswer.Done(JsonNode result) -> rights(result);
            case ExchangeAnswer.Refused refused -> {
                if (BybitCodes.isNotOffered(refused)) {
                    yield keyByWallet(deadline);
                }
                yield refusal(refused);
            }
            case ExchangeAnswer.Unclear(String cause) -> new KeyReport.Unclear(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> new KeyReport.Unclear(code + ": " + cause);
        };
    }

    private static KeyReport refusal(ExchangeAnswer.Refused refused) {
        String reason = refused.label() + " (" + refused.status() + "): " + refused.message();
        return BybitCodes.provesWrongKey(refused) ? new KeyReport.Refused(reason) : new KeyReport.Unclear(reason);
    }

    /** The demo does not tell what a key may do. */
    private KeyReport keyByWallet(Deadline deadline) {
        return switch (rest.askUntilClear(wallet(), deadline)) {
            case ExchangeAnswer.Done done -> new KeyReport.Accepted(Optional.empty());
            case ExchangeAnswer.Refused refused -> refusal(refused);
            case ExchangeAnswer.Unclear(String cause) -> new KeyReport.Unclear(cause);
            case ExchangeAnswer.NotSent(String code, String cause) -> new KeyReport.Unclear(code + ": " + cause);
        };
    }

    private static KeyReport rights(JsonNode result) {
        try {
            JsonNode permissions = result.path("permissions");
            boolean mayWrite = Json.text(result, "readOnly").equals("0");
            return new KeyReport.Accepted(Optional.of(new KeyReport.Rights(
                    mayWrite && has(permissions, "Spot", "SpotTrade"),
                    mayWrite && has(permissions, "Wallet", "Withdraw"))));
        } catch (ExchangeFault unreadable) {
            return new KeyReport.Unclear(unreadable.cause());
        }
    }

    private static boolean has(JsonNode permissions, String group, String right) {
        for (JsonNode each : Json.elements(permissions.path(group))) {
            if (each.asText().equals(right)) {
                return true;
            }
        }
        return false;
    }

    private static ExchangeCall wallet() {
        return BybitCalls.askPrivately("/v5/account/wallet-balance", Urgency.PROTECTIVE)
                .with("accountType", "UNIFIED");
    }

    @Override
    public void recall(List<Order> orders) {
        orders.forEach(reading::recall);
    }

    @Override
    public PlacementReport place(OrderIntent intent, Deadline deadline) {
        return placement.place(intent, deadline);
    }

    @Override
    public CancelReport cancel(Order order, Deadline deadline) {
        return lookup.cancel(order, deadline);
    }

    @Override
    public LookupReport lookUp(Order order, Deadline deadline) {
        return lookup.lookUp(order, deadline);
    }

    @Override
    public List<VenueOrder> open(Symbol symbol, Deadline deadline) {
        return lookup.open(symbol, deadline);
    }

    @Override
    public List<Fill> fills(Symbol symbol, Instant since, Deadline deadline) {
        return listings.fillsSince(symbol, since, deadline).stream()
                .filter(execution -> !execution.at().isBefore(since))
                .map(execution -> reading.fill(execution, symbol))
                .toList();
    }

    @Override
    public BalancesReport balances(Deadline deadline) {
        JsonNode result = rest.read(wallet(), deadline);
        Balances balances = new Balances();
        for (JsonNode account : Json.elements(result.path("list"))) {
            for (JsonNode coin : Json.elements(account.path("coin"))) {
                BigDecimal locked = Json.decimalIfAny(coin, "locked").orElse(BigDecimal.ZERO);
                balances.add(
                        Json.text(coin, "coin"),
                        Json.decimal(coin, "walletBalance").subtract(locked),
                        locked);
            }
        }
        return balances.report();
    }
}
