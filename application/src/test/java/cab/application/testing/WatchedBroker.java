package cab.application.testing;

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
import java.util.List;
import java.util.function.Consumer;

/**
 * A broker behind which somebody sees every order before it leaves.
 *
 * @param broker who does the work
 * @param watcher who looks on
 */
public record WatchedBroker(Broker broker, Consumer<OrderIntent> watcher) implements Broker {

    @Override
    public BrokerCapabilities capabilities() {
        return broker.capabilities();
    }

    @Override
    public void recall(List<Order> orders) {
        broker.recall(orders);
    }

    @Override
    public void place(OrderIntent intent, Consumer<PlacementReport> reply) {
        watcher.accept(intent);
        broker.place(intent, reply);
    }

    @Override
    public void cancel(Order order, Consumer<CancelReport> reply) {
        broker.cancel(order, reply);
    }

    @Override
    public void lookUp(Order order, Consumer<LookupReport> reply) {
        broker.lookUp(order, reply);
    }

    @Override
    public void openOrders(Symbol symbol, Consumer<OpenOrdersReport> reply) {
        broker.openOrders(symbol, reply);
    }

    @Override
    public void fills(Symbol symbol, Instant since, Consumer<FillsReport> reply) {
        broker.fills(symbol, since, reply);
    }

    @Override
    public void balances(Consumer<BalancesReport> reply) {
        broker.balances(reply);
    }

    @Override
    public Subscription subscribe(Symbol symbol, Consumer<BrokerEvent> listener) {
        return broker.subscribe(symbol, listener);
    }
}
