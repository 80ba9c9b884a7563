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
import cab.domain.order.ClientOrderId;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An exchange account that answers as told: by a rule, by hand, twice, or never. It remembers every command. What is
 * answered by a rule comes at the same instant, but never before the command has returned. Owned by one thread.
 */
public final class ScriptedBroker implements Broker {

    /** A command with the way to answer it, as often as one likes. */
    public record Call<T, R>(T what, Consumer<R> reply) {

        public void answer(R report) {
            reply.accept(report);
        }
    }

    private final ManualScheduler scheduler;
    private final List<String> trail;
    private final List<Consumer<BrokerEvent>> listeners = new ArrayList<>();

    private final List<Call<OrderIntent, PlacementReport>> placements = new ArrayList<>();
    private final List<Call<Order, CancelReport>> cancellations = new ArrayList<>();
    private final List<Call<Order, LookupReport>> lookUps = new ArrayList<>();
    private final List<Call<Symbol, OpenOrdersReport>> openOrdersCalls = new ArrayList<>();
    private final List<Call<Instant, FillsReport>> fillsCalls = new ArrayList<>();
    private final List<Call<String, BalancesReport>> balancesCalls = new ArrayList<>();

    private boolean stopOrders;
    private Duration stopLifetime = Duration.ZERO;
    private Duration orderLifetime = Duration.ZERO;
    private Duration visibility = Duration.ZERO;
    private Function<OrderIntent, Optional<PlacementReport>> placing = intent -> Optional.empty();
    private Function<Order, Optional<CancelReport>> cancelling = order -> Optional.empty();
    private Function<Order, Optional<LookupReport>> lookingUp = order -> Optional.empty();
    private Supplier<Optional<OpenOrdersReport>> openOrders = () -> Optional.of(new OpenOrdersReport.Known(List.of()));
    private Function<Instant, Optional<FillsReport>> fills = since -> Optional.of(new FillsReport.Known(List.of()));
    private Supplier<Optional<BalancesReport>> balances = Optional::empty;

    /**
     * An account that answers listings with nothing and everything else not at all.
     *
     * @param trail where every placement is noted as {@code place ID}
     */
    public ScriptedBroker(ManualScheduler scheduler, List<String> trail) {
        this.scheduler = scheduler;
        this.trail = trail;
    }

    /** The exchange refuses what reaches it later than this after it was decided. */
    public void orderLifetime(Duration lifetime) {
        orderLifetime = lifetime;
    }

    public void visibility(Duration lag) {
        visibility = lag;
    }

    /** The exchange takes stop orders; to be said before anything trades on it. */
    public void takesStops(Duration lifetime) {
        stopOrders = true;
        stopLifetime = lifetime;
    }

    public void onPlace(Function<OrderIntent, Optional<PlacementReport>> rule) {
        placing = rule;
    }

    public void onCancel(Function<Order, Optional<CancelReport>> rule) {
        cancelling = rule;
    }

    public void onLookUp(Function<Order, Optional<LookupReport>> rule) {
        lookingUp = rule;
    }

    public void onOpenOrders(Supplier<Optional<OpenOrdersReport>> rule) {
        openOrders = rule;
    }

    public void onFills(Function<Instant, Optional<FillsReport>> rule) {
        fills = rule;
    }

    public void onBalances(Supplier<Optional<BalancesReport>> rule) {
        balances = rule;
    }

    public List<Call<OrderIntent, PlacementReport>> placements() {
        return List.copyOf(placements);
    }

    /** The intents that were placed, in order. */
    public List<OrderIntent> placed() {
        return placements.stream().map(Call::what).toList();
    }

    public Call<OrderIntent, PlacementReport> lastPlacement() {
        return placements.getLast();
    }

    public List<Call<Order, CancelReport>> cancellations() {
        return List.copyOf(cancellations);
    }

    public List<Call<Order, LookupReport>> lookUps() {
        return List.copyOf(lookUps);
    }

    public List<Call<Symbol, OpenOrdersReport>> openOrdersCalls() {
        return List.copyOf(openOrdersCalls);
    }

    public List<Call<Instant, FillsReport>> fillsCalls() {
        return List.copyOf(fillsCalls);
    }

    public List<Call<String, BalancesReport>> balancesCalls() {
        return List.copyOf(balancesCalls);
    }

    /** Tells every subscriber. */
    public void push(BrokerEvent event) {
        List.copyOf(listeners).forEach(listener -> listener.accept(event));
    }

    public boolean hasSubscribers() {
        return !listeners.isEmpty();
    }

    @Override
    public BrokerCapabilities capabilities() {
        return new BrokerCapabilities("scripted", true, stopOrders, true, stopLifetime, visibility, orderLifetime);
    }

    /** Every order is kept under our name here. */
    @Override
    public void recall(List<Order> orders) {}

    @Override
    public void place(OrderIntent intent, Consumer<PlacementReport> reply) {
        ClientOrderId clientOrderId = intent.clientOrderId();
        trail.add("place " + clientOrderId);
        placements.add(new Call<>(intent, reply));
        answer(placing.apply(intent), reply);
    }

    @Override
    public void cancel(Order order, Consumer<CancelReport> reply) {
        cancellations.add(new Call<>(order, reply));
        answer(cancelling.apply(order), reply);
    }

    @Override
    public void lookUp(Order order, Consumer<LookupReport> reply) {
        lookUps.add(new Call<>(order, reply));
        answer(lookingUp.apply(order), reply);
    }

    @Override
    public void openOrders(Symbol symbol, Consumer<OpenOrdersReport> reply) {
        openOrdersCalls.add(new Call<>(symbol, reply));
        answer(openOrders.get(), reply);
    }

    @Override
    public void fills(Symbol symbol, Instant since, Consumer<FillsReport> reply) {
        fillsCalls.add(new Call<>(since, reply));
        answer(fills.apply(since), reply);
    }

    @Override
    public void balances(Consumer<BalancesReport> reply) {
        balancesCalls.add(new Call<>("balances", reply));
        answer(balances.get(), reply);
    }

    @Override
    public Subscription subscribe(Symbol symbol, Consumer<BrokerEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private <R> void answer(Optional<R> report, Consumer<R> reply) {
        report.ifPresent(given -> {
            Subscription _ = scheduler.at(scheduler.instant(), () -> reply.accept(given));
        });
    }
}
