package cab.infrastructure.exchange.gateio;

import cab.application.port.Balance;
import cab.application.port.BalancesReport;
import cab.application.port.Broker;
import cab.application.port.BrokerCapabilities;
import cab.application.port.BrokerEvent;
import cab.application.port.CancelReport;
import cab.application.port.FillsReport;
import cab.application.port.LookupReport;
import cab.application.port.OpenOrdersReport;
import cab.application.port.PlacementReport;
import cab.application.port.Subscription;
import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.infrastructure.exchange.throttle.Urgency;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A Gate.io spot account behind the port. Each question runs on a virtual thread of its own and ends within its
 * deadline. A placement is sent at most once, with a deadline that the exchange keeps; questions and cancellations are
 * asked again when no clear answer came. Fills are listed up to 360 days back. Thread-safe.
 */
final class GateioBroker implements Broker {

    private static final String VENUE = "gateio";

    private final GateioTimes times;
    private final GateioRest rest;
    private final Operations operations;
    private final GateioPlacement placement;
    private final GateioLookup lookup;
    private final GateioFills fills;
    private final AccountStream stream;

    GateioBroker(
            GateioTimes times,
            GateioRest rest,
            Operations operations,
            GateioPlacement placement,
            GateioLookup lookup,
            GateioFills fills,
            AccountStream stream) {
        this.times = times;
        this.rest = rest;
        this.operations = operations;
        this.placement = placement;
        this.lookup = lookup;
        this.fills = fills;
        this.stream = stream;
    }

    @Override
    public BrokerCapabilities capabilities() {
        return new BrokerCapabilities(VENUE, true, true, true, times.stopLifetime(), times.orderLifetime());
    }

    @Override
    public void recall(List<Order> orders) {
        lookup.recall(orders);
    }

    @Override
    public void place(OrderIntent intent, Consumer<PlacementReport> reply) {
        operations.start(
                "place",
                times.operationDeadline(),
                deadline -> placement.place(intent, deadline),
                new Operations.Answers<>(
                        reply,
                        PlacementReport.Unknown::new,
                        cause -> new PlacementReport.Rejected(NotSentCode.CLOSED, cause)));
    }

    @Override
    public void cancel(Order order, Consumer<CancelReport> reply) {
        ask("cancel", deadline -> lookup.cancel(order, deadline), reply, CancelReport.Unknown::new);
    }

    @Override
    public void lookUp(Order order, Consumer<LookupReport> reply) {
        ask("lookup", deadline -> lookup.lookUp(order, deadline), reply, LookupReport.Unknown::new);
    }

    @Override
    public void openOrders(Symbol symbol, Consumer<OpenOrdersReport> reply) {
        ask(
                "open-orders",
                deadline -> new OpenOrdersReport.Known(lookup.open(symbol, deadline)),
                reply,
                OpenOrdersReport.Unknown::new);
    }

    @Override
    public void fills(Symbol symbol, Instant since, Consumer<FillsReport> reply) {
        ask(
                "fills",
                deadline -> new FillsReport.Known(fills.since(symbol, since, deadline)),
                reply,
                FillsReport.Unknown::new);
    }

    @Override
    public void balances(Consumer<BalancesReport> reply) {
        ask("balances", this::balancesNow, reply, BalancesReport.Unknown::new);
    }

    @Override
    public Subscription subscribe(Symbol symbol, Consumer<BrokerEvent> listener) {
        return stream.subscribe(symbol, listener);
    }

    private <R> void ask(
            String name,
            Function<Deadline, ? extends R> work,
            Consumer<R> reply,
            Function<String, ? extends R> unknown) {
        operations.start(name, times.operationDeadline(), work, new Operations.Answers<>(reply, unknown, unknown));
    }

    /** An account without any currency is not believed: a failing exchange has been seen to say so. */
    private BalancesReport balancesNow(Deadline deadline) {
        JsonNode body = rest.read(
                GateioCall.askPrivately("GET /spot/accounts", "/spot/accounts", Urgency.PROTECTIVE), deadline);
        List<Balance> balances = new ArrayList<>();
        boolean isEmpty = true;
        for (JsonNode account : Json.elements(body)) {
            isEmpty = false;
            currencyOf(Json.text(account, "currency"))
                    .ifPresent(currency -> balances.add(GateioTranslator.fitting(() -> new Balance(
                            new Money(Json.decimal(account, "available"), currency),
                            new Money(Json.decimal(account, "locked"), currency)))));
        }
        return isEmpty
                ? new BalancesReport.Unknown("the exchange lists no currency at all")
                : new BalancesReport.Known(balances);
    }

    /** Empty for a coin that no symbol of ours can name. */
    private static Optional<Currency> currencyOf(String code) {
        try {
            return Optional.of(new Currency(code));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
