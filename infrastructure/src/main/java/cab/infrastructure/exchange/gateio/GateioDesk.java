package cab.infrastructure.exchange.gateio;

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
import cab.infrastructure.exchange.transport.ExchangeRest;
import cab.infrastructure.exchange.transport.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** A Gate.io spot account. Fills are listed up to 360 days back. Thread-safe. */
final class GateioDesk implements AccountDesk {

    private final ExchangeRest rest;
    private final GateioKey key;
    private final GateioPlacement placement;
    private final GateioLookup lookup;
    private final GateioFills fills;

    GateioDesk(ExchangeRest rest, GateioKey key, GateioPlacement placement, GateioLookup lookup, GateioFills fills) {
        this.rest = rest;
        this.key = key;
        this.placement = placement;
        this.lookup = lookup;
        this.fills = fills;
    }

    @Override
    public KeyReport key(Deadline deadline) {
        return key.report(deadline);
    }

    @Override
    public void recall(List<Order> orders) {
        lookup.recall(orders);
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
        return fills.since(symbol, since, deadline);
    }

    @Override
    public BalancesReport balances(Deadline deadline) {
        JsonNode body = rest.read(
                GateioCalls.askPrivately("GET /spot/accounts", "/spot/accounts", Urgency.PROTECTIVE), deadline);
        Balances balances = new Balances();
        for (JsonNode account : Json.elements(body)) {
            balances.add(
                    Json.text(account, "currency"),
                    Json.decimal(account, "available"),
                    Json.decimal(account, "locked"));
        }
        return balances.report();
    }
}
