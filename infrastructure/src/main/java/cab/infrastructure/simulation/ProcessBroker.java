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

/** The exchange as one process sees it: what leaves is looked at, and a process that is dead sends nothing. */
final class ProcessBroker implements Broker {

    private final Broker exchange;
    private final TradingProcess process;
    private final Watch watch;
    private final List<Subscription> streams = new ArrayList<>();
    private final List<Consumer<BrokerEvent>> listeners = new ArrayList<>();

    /** Looks at what passes. */
    interface Watch {

        /** An order leaves. */
        void leaves(OrderIntent intent);

        /** An order is to be cancelled. */
        void cancels(Order order);

        /** Hands over an answer that says nothing: nothing may follow from it. */
        void saysNothing(Runnable answer);

        /** When that was by the clock of the program, in true time: what an adapter knows that asks for the time. */
        Instant trueTimeOf(Instant shown);
    }

    ProcessBroker(Broker exchange, TradingProcess process, Watch watch) {
        this.exchange = exchange;
        this.process = process;
        this.watch = watch;
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
        if (!process.isAlive() || process.diesAtHook("before a request")) {
            return;
        }
        watch.leaves(intent);
        process.tell("place " + intent.clientOrderId() + " " + intent.terms());
        exchange.place(inTrueTime(intent), report -> {
            if (process.isAlive() && !process.diesAtHook("before an answer")) {
                process.tell(intent.clientOrderId() + " " + report);
                reply.accept(report);
            }
        });
        boolean _ = process.diesAtHook("behind a request");
    }

    private OrderIntent inTrueTime(OrderIntent intent) {
        return new OrderIntent(
                intent.clientOrderId(),
                intent.decision(),
                intent.purpose(),
                intent.terms(),
                intent.reference(),
                intent.parent(),
                watch.trueTimeOf(intent.decidedAt()));
    }

    @Override
    public void cancel(Order order, Consumer<CancelReport> reply) {
        if (process.isAlive() && !process.diesAtHook("before a cancellation")) {
            watch.cancels(order);
            process.tell("cancel " + order.clientOrderId());
            exchange.cancel(order, reply);
        }
    }

    @Override
    public void lookUp(Order order, Consumer<LookupReport> reply) {
        if (process.isAlive()) {
            exchange.lookUp(order, report -> {
                process.tell("looked up " + order.clientOrderId() + ": " + report);
                answered(report instanceof LookupReport.Unknown, () -> reply.accept(report));
            });
        }
    }

    @Override
    public void openOrders(Symbol symbol, Consumer<OpenOrdersReport> reply) {
        if (process.isAlive()) {
            exchange.openOrders(
                    symbol, report -> answered(report instanceof OpenOrdersReport.Unknown, () -> reply.accept(report)));
        }
    }

    @Override
    public void fills(Symbol symbol, Instant since, Consumer<FillsReport> reply) {
        if (process.isAlive()) {
            exchange.fills(
                    symbol,
                    watch.trueTimeOf(since),
                    report -> answered(report instanceof FillsReport.Unknown, () -> reply.accept(report)));
        }
    }

    @Override
    public void balances(Consumer<BalancesReport> reply) {
        if (process.isAlive()) {
            exchange.balances(report -> answered(report instanceof BalancesReport.Unknown, () -> reply.accept(report)));
        }
    }

    private void answered(boolean saysNothing, Runnable answer) {
        if (!process.isAlive()) {
            return;
        }
        if (saysNothing) {
            watch.saysNothing(answer);
        } else {
            answer.run();
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
