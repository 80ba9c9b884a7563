package cab.application.testing;

import static cab.application.testing.Fixtures.BTC;
import static cab.application.testing.Fixtures.BTC_USDT;
import static cab.application.testing.Fixtures.USDT;

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
import cab.application.port.VenueOrder;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.order.VenueOrderId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A small exchange that keeps true books and lies on the way: it loses requests and answers, takes orders late, fills
 * them in parts, tells of fills twice or not at all, and lists them late. Everything comes from its seed. It writes
 * down whatever a bot must never do. Owned by one thread.
 */
public final class FaultyExchange implements Broker {

    /** A request that has not arrived by then never does. */
    public static final Duration REQUEST_LIFETIME = Duration.ofSeconds(10);

    private static final BigDecimal STEP = new BigDecimal("0.001");

    private final ManualScheduler scheduler;
    private final Random random;
    private final boolean feesInBase;
    private final boolean refusesLate;
    private final Map<ClientOrderId, Taken> orders = new LinkedHashMap<>();
    private final List<Fill> fills = new ArrayList<>();
    private final List<Consumer<BrokerEvent>> listeners = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final Set<ClientOrderId> unwritten = new HashSet<>();
    private BigDecimal usdt;
    private BigDecimal btc = BigDecimal.ZERO;
    private double price;
    private boolean honest;
    private int faults;

    /**
     * An exchange with {@code usdt} on the account.
     *
     * @param feesInBase whether purchases are charged in base
     * @param refusesLate whether it refuses what reaches it after {@link #REQUEST_LIFETIME}; its lookups then prove
     *     nothing. Else a lookup that finds nothing is proof, once nothing can arrive any more
     */
    public FaultyExchange(
            ManualScheduler scheduler, Random random, String usdt, boolean feesInBase, boolean refusesLate) {
        this.scheduler = scheduler;
        this.random = random;
        this.usdt = new BigDecimal(usdt);
        this.feesInBase = feesInBase;
        this.refusesLate = refusesLate;
    }

    private static final class Taken {

        private final OrderIntent intent;
        private final VenueOrderId name;
        private final Instant at;
        private final BigDecimal quantity;
        private OrderEvent state = OrderEvent.ACCEPTED;
        private BigDecimal filled = BigDecimal.ZERO;
        private boolean resting;

        private Taken(OrderIntent intent, VenueOrderId name, Instant at, BigDecimal quantity) {
            this.intent = intent;
            this.name = name;
            this.at = at;
            this.quantity = quantity;
        }

        private boolean isOpen() {
            return state == OrderEvent.ACCEPTED || state == OrderEvent.PARTIALLY_FILLED;
        }

        private VenueOrder shown() {
            return new VenueOrder(
                    name, intent.clientOrderId(), BTC_USDT, intent.side(), state, new Quantity(filled), at);
        }
    }

    /** Where the market trades; stops that are reached begin to trade, and some end of themselves. */
    public void price(double now) {
        price = now;
        for (Taken taken : List.copyOf(orders.values())) {
            if (taken.isOpen() && taken.resting) {
                if (isReached(taken.intent)) {
                    taken.resting = false;
                    execute(taken, taken.quantity);
                } else if (fault(1)) {
                    taken.state = random.nextBoolean() ? OrderEvent.CANCELLED : OrderEvent.EXPIRED;
                    tell(taken);
                }
            }
        }
    }

    private boolean isReached(OrderIntent intent) {
        return BigDecimal.valueOf(price)
                        .compareTo(intent.terms().trigger().orElseThrow().value())
                <= 0;
    }

    /** Stops that were taken. */
    public long stops() {
        return orders.values().stream().filter(taken -> taken.intent.isStop()).count();
    }

    /** Stops that have traded. */
    public long stopsFired() {
        return orders.values().stream()
                .filter(taken -> taken.intent.isStop() && taken.filled.signum() > 0)
                .count();
    }

    /** From now on everything works. */
    public void heal() {
        honest = true;
    }

    /** The process on the other side has ended. */
    public void disconnect() {
        listeners.clear();
    }

    /**
     * Says that this order left without having been written down: a bot that ends and starts again may not know it, and
     * may use its name again, which the exchange refuses.
     */
    public void unwritten(ClientOrderId clientOrderId) {
        unwritten.add(clientOrderId);
    }

    /** What a bot did that it must never do. */
    public List<String> violations() {
        return violations;
    }

    public BigDecimal usdt() {
        return usdt;
    }

    public BigDecimal btc() {
        return btc;
    }

    public int orders() {
        return orders.size();
    }

    public int faults() {
        return faults;
    }

    private boolean fault(int percent) {
        boolean happens = random.nextInt(100) < percent && !honest;
        faults += happens ? 1 : 0;
        return happens;
    }

    private Duration soon() {
        return Duration.ofMillis(random.nextInt(2_000));
    }

    private void later(Duration delay, Runnable step) {
        Subscription _ = scheduler.after(delay, step);
    }

    @Override
    public BrokerCapabilities capabilities() {
        return new BrokerCapabilities(
                "faulty",
                true,
                true,
                true,
                Duration.ZERO,
                Duration.ZERO,
                refusesLate ? REQUEST_LIFETIME : Duration.ZERO);
    }

    /** Every order is kept under our name here. */
    @Override
    public void recall(List<Order> orders) {}

    @Override
    public void place(OrderIntent intent, Consumer<PlacementReport> reply) {
        Duration timeout = Duration.ofSeconds(5);
        if (fault(5)) {
            later(timeout, () -> reply.accept(new PlacementReport.Unknown("request lost")));
        } else if (fault(5)) {
            later(timeout, () -> reply.accept(new PlacementReport.Unknown("timeout")));
            later(REQUEST_LIFETIME.minusSeconds(2), () -> {
                PlacementReport _ = take(intent);
            });
        } else if (fault(5)) {
            later(soon(), () -> reply.accept(new PlacementReport.Rejected("busy", "try later")));
        } else {
            boolean answerLost = fault(8);
            boolean silent = fault(3);
            later(soon(), () -> {
                PlacementReport report = take(intent);
                if (answerLost) {
                    later(timeout, () -> reply.accept(new PlacementReport.Unknown("answer lost")));
                } else if (!silent) {
                    later(soon(), () -> reply.accept(report));
                }
            });
        }
    }

    private PlacementReport take(OrderIntent intent) {
        if (refusesLate && scheduler.instant().isAfter(intent.decidedAt().plus(REQUEST_LIFETIME))) {
            return new PlacementReport.Rejected("expired", "the request came too late");
        }
        if (orders.containsKey(intent.clientOrderId())) {
            if (!unwritten.contains(intent.clientOrderId())) {
                violations.add("placed twice: " + intent.clientOrderId());
            }
            return new PlacementReport.Rejected("duplicate", "the name is taken");
        }
        if (intent.side() == Side.SELL && orders.values().stream().anyMatch(this::isOpenSale)) {
            violations.add("two sales at a time: " + intent.clientOrderId());
        }
        BigDecimal quantity = quantityOf(intent);
        if (intent.side() == Side.SELL && quantity.compareTo(btc.subtract(lockedBtc())) > 0) {
            return new PlacementReport.Rejected("balance", "has " + btc + " BTC, was to sell " + quantity);
        }
        if (intent.side() == Side.BUY && new BigDecimal("100.2").compareTo(usdt) > 0) {
            return new PlacementReport.Rejected("balance", "has " + usdt + " USDT");
        }
        if (intent.isStop() && isReached(intent)) {
            return new PlacementReport.Rejected(PlacementReport.Rejected.TRIGGER_REACHED, "the market is at " + price);
        }
        Taken taken = new Taken(intent, new VenueOrderId("v" + orders.size()), scheduler.instant(), quantity);
        orders.put(intent.clientOrderId(), taken);
        if (intent.isStop()) {
            taken.resting = true;
        } else {
            execute(taken, quantity);
        }
        return new PlacementReport.Confirmed(taken.shown());
    }

    private BigDecimal lockedBtc() {
        return orders.values().stream()
                .filter(taken -> taken.intent.side() == Side.SELL && taken.isOpen())
                .map(taken -> taken.quantity.subtract(taken.filled))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private boolean isOpenSale(Taken taken) {
        return taken.intent.side() == Side.SELL && taken.isOpen() && !unwritten.contains(taken.intent.clientOrderId());
    }

    private BigDecimal quantityOf(OrderIntent intent) {
        return switch (intent.terms().size()) {
            case OrderSize.OfBase(Quantity quantity) -> quantity.value();
            case OrderSize.OfQuote(Money amount) ->
                amount.amount().divide(BigDecimal.valueOf(price), 3, RoundingMode.DOWN);
        };
    }

    private void execute(Taken taken, BigDecimal quantity) {
        if (fault(5)) {
            taken.state = OrderEvent.CANCELLED;
            tell(taken);
        } else if (fault(15)) {
            fill(taken, part(quantity));
            taken.state = OrderEvent.CANCELLED;
            tell(taken);
        } else if (fault(10)) {
            BigDecimal first = part(quantity);
            fill(taken, first);
            taken.state = OrderEvent.PARTIALLY_FILLED;
            later(Duration.ofSeconds(random.nextInt(60)), () -> {
                if (taken.isOpen()) {
                    fill(taken, quantity.subtract(first));
                    taken.state = OrderEvent.FILLED;
                    tell(taken);
                }
            });
        } else {
            BigDecimal first = part(quantity);
            fill(taken, first);
            fill(taken, quantity.subtract(first));
            taken.state = OrderEvent.FILLED;
            tell(taken);
        }
    }

    private BigDecimal part(BigDecimal quantity) {
        return quantity.multiply(BigDecimal.valueOf(random.nextInt(100)))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.DOWN)
                .max(BigDecimal.ZERO)
                .add(quantity.multiply(BigDecimal.valueOf(random.nextInt(50)))
                        .divide(BigDecimal.valueOf(100), 3, RoundingMode.DOWN))
                .min(quantity)
                .max(STEP.min(quantity));
    }

    private void fill(Taken taken, BigDecimal quantity) {
        if (quantity.signum() <= 0) {
            return;
        }
        boolean buy = taken.intent.side() == Side.BUY;
        Price at = new Price(BigDecimal.valueOf(price));
        BigDecimal notional = at.value().multiply(quantity);
        BigDecimal rate = new BigDecimal("0.001");
        Money fee = buy && feesInBase
                ? new Money(quantity.multiply(rate), BTC)
                : Money.rounded(notional.multiply(rate), USDT, RoundingMode.UP);
        BigDecimal baseFee = fee.currency().equals(BTC) ? fee.amount() : BigDecimal.ZERO;
        BigDecimal quoteFee = fee.currency().equals(USDT) ? fee.amount() : BigDecimal.ZERO;
        btc = buy ? btc.add(quantity).subtract(baseFee) : btc.subtract(quantity);
        usdt = (buy ? usdt.subtract(notional) : usdt.add(notional)).subtract(quoteFee);
        taken.filled = taken.filled.add(quantity);
        Fill fill = new Fill(
                new TradeId("t" + fills.size()),
                taken.intent.clientOrderId(),
                BTC_USDT,
                taken.intent.side(),
                at,
                new Quantity(quantity),
                fee,
                LiquiditySide.TAKER,
                scheduler.instant());
        fills.add(fill);
        int copies = fault(20) ? 0 : fault(10) ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            later(soon(), () -> push(new BrokerEvent.Filled(fill)));
        }
    }

    private void tell(Taken taken) {
        if (!fault(30)) {
            later(soon(), () -> push(new BrokerEvent.OrderChanged(taken.shown())));
        }
    }

    private void push(BrokerEvent event) {
        List.copyOf(listeners).forEach(listener -> listener.accept(event));
    }

    @Override
    public void cancel(Order order, Consumer<CancelReport> reply) {
        if (fault(20)) {
            later(Duration.ofSeconds(5), () -> reply.accept(new CancelReport.Unknown("timeout")));
            return;
        }
        later(soon(), () -> {
            Taken taken = orders.get(order.clientOrderId());
            if (taken == null || !taken.isOpen()) {
                reply.accept(new CancelReport.NotOpen("not open"));
                return;
            }
            taken.state = OrderEvent.CANCELLED;
            if (!fault(20)) {
                reply.accept(fault(30) ? new CancelReport.Requested() : new CancelReport.Ended(taken.shown()));
            }
        });
    }

    @Override
    public void lookUp(Order order, Consumer<LookupReport> reply) {
        if (fault(5)) {
            return;
        }
        boolean lost = fault(20);
        Instant sentBy = order.intent().decidedAt().plus(Duration.ofMinutes(2));
        later(soon(), () -> {
            Taken taken = orders.get(order.clientOrderId());
            if (lost) {
                reply.accept(new LookupReport.Unknown("timeout"));
            } else if (taken == null || fault(10)) {
                boolean conclusive =
                        !refusesLate && taken == null && scheduler.instant().isAfter(sentBy.plus(REQUEST_LIFETIME));
                reply.accept(new LookupReport.NotFound(conclusive));
            } else {
                reply.accept(new LookupReport.Found(taken.shown()));
            }
        });
    }

    @Override
    public void openOrders(Symbol symbol, Consumer<OpenOrdersReport> reply) {
        if (fault(3)) {
            return;
        }
        boolean lost = fault(10);
        later(
                soon(),
                () -> reply.accept(
                        lost
                                ? new OpenOrdersReport.Unknown("timeout")
                                : new OpenOrdersReport.Known(orders.values().stream()
                                        .filter(Taken::isOpen)
                                        .map(Taken::shown)
                                        .toList())));
    }

    @Override
    public void fills(Symbol symbol, Instant since, Consumer<FillsReport> reply) {
        if (fault(3)) {
            return;
        }
        boolean lost = fault(10);
        // What happened just now is not listed yet.
        Instant until = scheduler.instant().minusSeconds(fault(20) ? 30 : 0);
        later(
                soon(),
                () -> reply.accept(
                        lost
                                ? new FillsReport.Unknown("timeout")
                                : new FillsReport.Known(fills.stream()
                                        .filter(fill -> !fill.at().isBefore(since)
                                                && !fill.at().isAfter(until))
                                        .toList())));
    }

    @Override
    public void balances(Consumer<BalancesReport> reply) {
        if (fault(3)) {
            return;
        }
        boolean lost = fault(10);
        later(
                soon(),
                () -> reply.accept(
                        lost
                                ? new BalancesReport.Unknown("timeout")
                                : new BalancesReport.Known(List.of(
                                        new Balance(new Money(usdt, USDT), Money.zero(USDT)),
                                        new Balance(
                                                new Money(btc.subtract(lockedBtc()), BTC),
                                                new Money(lockedBtc(), BTC))))));
    }

    @Override
    public Subscription subscribe(Symbol symbol, Consumer<BrokerEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
