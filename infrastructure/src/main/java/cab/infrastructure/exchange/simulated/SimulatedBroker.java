package cab.infrastructure.exchange.simulated;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One account of the {@link SimulatedExchange} behind the port: every request, answer and message of the stream takes
 * its time on the way, and may meet a fault. Thread-safe: all work is done by the exchange's thread.
 */
public final class SimulatedBroker implements Broker {

    private final SimulatedExchange exchange;
    private final SimulatedAccount account;
    private final Door door;
    private final Courier courier;
    private final SentOrders sentOrders;
    private final Promises promises;
    private final Showcase showcase;

    /**
     * What an exchange promises of its answers.
     *
     * @param orderLifetime an order that arrives later than this after it was decided is refused; zero for never
     * @param visibility what is shown is never older; zero when it always is what is
     */
    public record Promises(Duration orderLifetime, Duration visibility) {

        /** Late orders are taken, and what is shown is what is. */
        public static final Promises NONE = new Promises(Duration.ZERO, Duration.ZERO);
    }

    /**
     * A customer of the exchange.
     *
     * @param door leads to the exchange's thread
     * @param sentOrders remembers what left
     */
    SimulatedBroker(
            SimulatedExchange exchange,
            SimulatedAccount account,
            Door door,
            Courier courier,
            SentOrders sentOrders,
            Promises promises) {
        this.exchange = exchange;
        this.account = account;
        this.door = door;
        this.courier = courier;
        this.sentOrders = sentOrders;
        this.promises = promises;
        this.showcase = new Showcase(exchange, account, courier);
    }

    @Override
    public BrokerCapabilities capabilities() {
        return new BrokerCapabilities(
                "simulated",
                true,
                true,
                true,
                exchange.terms().orders().stopLifetime(),
                promises.visibility(),
                promises.orderLifetime());
    }

    /** Every order is kept under our name here. */
    @Override
    public void recall(List<Order> orders) {}

    @Override
    public void place(OrderIntent intent, Consumer<PlacementReport> reply) {
        sentOrders.sent(intent.clientOrderId());
        Placement placement = new Placement(intent.clientOrderId(), intent.terms());
        courier.request(
                FaultPlan.Operation.PLACE,
                answer -> exchange.place(account, placement, expiryOf(intent), answer),
                new Courier.Answers<PlacementReport>(
                        report -> reply.accept(proven(report)),
                        PlacementReport.Unknown::new,
                        PlacementReport.Rejected::new));
    }

    /** That a name is taken proves nothing: it may be this very order that has it. */
    private static PlacementReport proven(PlacementReport report) {
        return report instanceof PlacementReport.Rejected(String code, String reason)
                        && code.equals(RejectCode.DUPLICATE_CLIENT_ORDER_ID.name())
                ? new PlacementReport.Unknown(code + ": " + reason)
                : report;
    }

    @Override
    public void cancel(Order order, Consumer<CancelReport> reply) {
        OrderReference reference = referenceOf(order);
        courier.request(
                FaultPlan.Operation.CANCEL,
                answer -> exchange.cancel(account, reference, answer),
                new Courier.Answers<>(
                        reply,
                        CancelReport.Unknown::new,
                        (code, reason) -> new CancelReport.Unknown(code + ": " + reason)));
    }

    @Override
    public void lookUp(Order order, Consumer<LookupReport> reply) {
        OrderReference reference = referenceOf(order);
        // Asked before the exchange is: what has not left by now and is not there then was never placed.
        boolean neverLeft = sentOrders.neverLeft(order.clientOrderId());
        query(
                FaultPlan.Operation.LOOK_UP,
                () -> showcase.lookUp(reference)
                        .<LookupReport>map(LookupReport.Found::new)
                        // A request that is still on its way may become an order yet.
                        .orElseGet(() -> new LookupReport.NotFound(neverLeft)),
                reply,
                LookupReport.Unknown::new);
    }

    @Override
    public void openOrders(Symbol symbol, Consumer<OpenOrdersReport> reply) {
        query(
                FaultPlan.Operation.OPEN_ORDERS,
                () -> new OpenOrdersReport.Known(showcase.openOrders(symbol)),
                reply,
                OpenOrdersReport.Unknown::new);
    }

    @Override
    public void fills(Symbol symbol, Instant since, Consumer<FillsReport> reply) {
        query(FaultPlan.Operation.FILLS, () -> showcase.fills(symbol, since), reply, FillsReport.Unknown::new);
    }

    @Override
    public void balances(Consumer<BalancesReport> reply) {
        query(
                FaultPlan.Operation.BALANCES,
                () -> new BalancesReport.Known(showcase.balances()),
                reply,
                BalancesReport.Unknown::new);
    }

    @Override
    public Subscription subscribe(Symbol symbol, Consumer<BrokerEvent> listener) {
        Stream stream = new Stream(listener);
        // A closed exchange has nothing to tell any more; one that is overloaded must not forget who listens.
        if (!door.offer(() -> stream.open(exchange, account, symbol, courier)) && door.isOpen()) {
            throw new IllegalStateException("the exchange is overloaded");
        }
        return stream::end;
    }

    private <R> void query(
            FaultPlan.Operation operation,
            Supplier<? extends R> work,
            Consumer<R> reply,
            Function<String, ? extends R> unknown) {
        courier.query(
                operation,
                work,
                new Courier.Answers<>(reply, unknown, (code, reason) -> unknown.apply(code + ": " + reason)));
    }

    private Optional<Instant> expiryOf(OrderIntent intent) {
        return promises.orderLifetime().isZero()
                ? Optional.empty()
                : Optional.of(intent.decidedAt().plus(promises.orderLifetime()));
    }

    private static OrderReference referenceOf(Order order) {
        return order.venueOrderId()
                .<OrderReference>map(
                        id -> new OrderReference.ByVenueId(order.intent().symbol(), id))
                .orElseGet(() -> new OrderReference.ByClientId(order.intent().symbol(), order.clientOrderId()));
    }

    /** The way of one subscriber's messages. */
    private static final class Stream {

        private final Consumer<BrokerEvent> listener;
        private volatile boolean ended;
        private Optional<Subscription> atExchange = Optional.empty();

        private Stream(Consumer<BrokerEvent> listener) {
            this.listener = listener;
        }

        private void open(SimulatedExchange exchange, SimulatedAccount account, Symbol symbol, Courier courier) {
            atExchange =
                    Optional.of(exchange.subscribe(account, symbol, event -> courier.stream(event, this::deliver)));
        }

        private void deliver(BrokerEvent event) {
            if (ended) {
                atExchange.ifPresent(Subscription::close);
                return;
            }
            listener.accept(event);
        }

        private void end() {
            ended = true;
        }
    }
}
