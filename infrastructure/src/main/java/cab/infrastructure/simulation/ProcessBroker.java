package cab.infrastructure.simulation;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The exchange as one process sees it: what leaves is looked at, and a process that is dead sends nothing. */
final class ProcessBroker implements Broker {

    private final Broker exchange;
    private final TradingProcess process;
    private final Predicate<OrderIntent> leaving;
    private final Consumer<Order> cancelling;
    private final List<Subscription> streams = new ArrayList<>();
    private final List<Consumer<BrokerEvent>> listeners = new ArrayList<>();

    /**
     * The way of one process to the exchange.
     *
     * @param leaving looks at an order that leaves
     * @param cancelling looks at an order that is cancelled
     */
    ProcessBroker(Broker exchange, TradingProcess process, Predicate<OrderIntent> leaving, Consumer<Order> cancelling) {
        this.exchange = exchange;
        this.process = process;
        this.leaving = leaving;
        this.cancelling = cancelling;
    }

    /** The streams were cut off, and are there again. */
    void restored() {
        List.copyOf(listeners).forEach(listener -> listener.accept(new BrokerEvent.StreamRestored()));
    }

    void disconnect() {
        streams.forEach(Subscription::close);
        listeners.clear();
    }

    @Override
    public BrokerCapabilities capabilities() {
        return exchange.capabilities();
    }

    @Override
    public void recall(List<Order> orders) {
        exchange.recall(orders);
    }

    @Override
    public void place(OrderIntent intent, Consumer<PlacementReport> reply) {
        if (!process.isAlive() || process.diesAtHook("before a request") || !leaving.test(intent)) {
            return;
        }
        process.tell("place " + intent.clientOrderId() + " " + intent.terms());
        exchange.place(intent, report -> {
            if (process.isAlive()) {
                process.tell(intent.clientOrderId() + " " + report);
                reply.accept(report);
            }
        });
        boolean _ = process.diesAtHook("behind a request");
    }

    @Override
    public void cancel(Order order, Consumer<CancelReport> reply) {
        if (process.isAlive()) {
            cancelling.accept(order);
            process.tell("cancel " + order.clientOrderId());
            exchange.cancel(order, reply);
        }
    }

    @Override
    public void lookUp(Order order, Consumer<LookupReport> reply) {
        if (process.isAlive()) {
            exchange.lookUp(order, report -> {
                process.tell("looked up " + order.clientOrderId() + ": " + report);
                reply.accept(report);
            });
        }
    }

    @Override
    public void openOrders(Symbol symbol, Consumer<OpenOrdersReport> reply) {
        if (process.isAlive()) {
            exchange.openOrders(symbol, reply);
        }
    }

    @Override
    public void fills(Symbol symbol, Instant since, Consumer<FillsReport> reply) {
        if (process.isAlive()) {
            exchange.fills(symbol, since, reply);
        }
    }

    @Override
    public void balances(Consumer<BalancesReport> reply) {
        if (process.isAlive()) {
            exchange.balances(reply);
        }
    }

    @Override
    public Subscription subscribe(Symbol symbol, Consumer<BrokerEvent> listener) {
        Subscription stream = exchange.subscribe(symbol, listener);
        streams.add(stream);
        listeners.add(listener);
        return stream;
    }
}
