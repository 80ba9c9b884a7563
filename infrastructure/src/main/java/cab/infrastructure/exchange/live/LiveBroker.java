package cab.infrastructure.exchange.live;

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
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeTimes;
import cab.infrastructure.exchange.transport.NotSentCode;
import cab.infrastructure.exchange.transport.Operations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An account at an exchange behind the port. Each question runs on a virtual thread of its own and ends within its
 * deadline. A placement is sent at most once, with a deadline that the exchange keeps; questions and cancellations are
 * asked again when no clear answer came. Thread-safe.
 */
public final class LiveBroker implements Broker {

    /**
     * Listings and balances have been seen to come late; no exchange promises a bound, and a minute is beyond reports.
     */
    public static final Duration VISIBILITY = ExchangeTimes.VISIBILITY;

    private final BrokerCapabilities capabilities;
    private final ExchangeTimes times;
    private final Operations operations;
    private final AccountDesk desk;
    private final AccountStream stream;

    /**
     * An account over an open connection.
     *
     * @param desk does what is asked for, each on a thread of {@code operations}
     */
    public LiveBroker(
            BrokerCapabilities capabilities,
            ExchangeTimes times,
            Operations operations,
            AccountDesk desk,
            AccountStream stream) {
        this.capabilities = capabilities;
        this.times = times;
        this.operations = operations;
        this.desk = desk;
        this.stream = stream;
    }

    @Override
    public BrokerCapabilities capabilities() {
        return capabilities;
    }

    /** Asks whether the exchange takes the key, and what it may do. Waits until {@code deadline} at most. */
    public KeyReport key(Deadline deadline) {
        return desk.key(deadline);
    }

    @Override
    public void recall(List<Order> orders) {
        desk.recall(orders);
    }

    @Override
    public void place(OrderIntent intent, Consumer<PlacementReport> reply) {
        operations.start(
                "place",
                times.operationDeadline(),
                deadline -> desk.place(intent, deadline),
                new Operations.Answers<>(
                        reply,
                        PlacementReport.Unknown::new,
                        cause -> new PlacementReport.Rejected(NotSentCode.CLOSED, cause)));
    }

    @Override
    public void cancel(Order order, Consumer<CancelReport> reply) {
        ask("cancel", deadline -> desk.cancel(order, deadline), reply, CancelReport.Unknown::new);
    }

    @Override
    public void lookUp(Order order, Consumer<LookupReport> reply) {
        ask("lookup", deadline -> desk.lookUp(order, deadline), reply, LookupReport.Unknown::new);
    }

    @Override
    public void openOrders(Symbol symbol, Consumer<OpenOrdersReport> reply) {
        ask(
                "open-orders",
                deadline -> new OpenOrdersReport.Known(desk.open(symbol, deadline)),
                reply,
                OpenOrdersReport.Unknown::new);
    }

    @Override
    public void fills(Symbol symbol, Instant since, Consumer<FillsReport> reply) {
        ask(
                "fills",
                deadline -> new FillsReport.Known(desk.fills(symbol, since, deadline)),
                reply,
                FillsReport.Unknown::new);
    }

    @Override
    public void balances(Consumer<BalancesReport> reply) {
        ask("balances", desk::balances, reply, BalancesReport.Unknown::new);
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
}
