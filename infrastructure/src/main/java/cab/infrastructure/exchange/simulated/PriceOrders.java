package cab.infrastructure.exchange.simulated;

import cab.application.port.PlacementReport;
import cab.infrastructure.exchange.simulated.PriceOrderStatement.Status;
import cab.infrastructure.time.VirtualScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The orders that wait for a price, of all accounts, and the latest of those that do not any more. They bind nothing;
 * when the price has come, they put an order into the book, which may be refused then. Owned by the exchange's thread.
 */
public final class PriceOrders {

    private static final int ENDED_KEPT_MAX = 10_000;

    private final SimulatedExchange exchange;
    private final OrderPolicy policy;
    private final VirtualScheduler clock;
    private final Announcements announcements;
    private final TreeMap<Long, PriceOrder> open = new TreeMap<>();
    private final TreeMap<Long, PriceOrder> ended = new TreeMap<>();
    private final List<PriceOrder> fired = new ArrayList<>();

    PriceOrders(SimulatedExchange exchange, OrderPolicy policy, VirtualScheduler clock, Announcements announcements) {
        this.exchange = exchange;
        this.policy = policy;
        this.clock = clock;
        this.announcements = announcements;
    }

    /** Takes an order that waits for a price, or says why not. */
    public PriceOrderReport place(SimulatedAccount account, PriceOrderTerms wanted) {
        Optional<SymbolBook> found = exchange.book(wanted.symbol());
        if (found.isEmpty()) {
            return new PriceOrderReport.Refused(RejectCode.UNKNOWN_SYMBOL, wanted.symbol() + " is not listed");
        }
        SymbolBook book = found.get();
        PriceOrder order = new PriceOrder(exchange.nextOrderId(), account, wanted, clock.millis());
        if (order.isReachedBy(book.marketPrice(clock.millis()))) {
            return new PriceOrderReport.Refused(
                    RejectCode.PRICE_ALREADY_REACHED, "the market is beyond " + wanted.trigger() + " already");
        }
        if (openCount(account) >= policy.openOrdersMax()) {
            return new PriceOrderReport.Refused(
                    RejectCode.TOO_MANY_OPEN_ORDERS,
                    "at most " + policy.openOrdersMax() + " orders may wait for a price");
        }
        Optional<PlacementReport.Rejected> malformed =
                new OrderCheck(policy, book).malformed(orderOf(account, wanted), clock.millis());
        if (malformed.isPresent()) {
            return new PriceOrderReport.Refused(
                    RejectCode.valueOf(malformed.get().code()), malformed.get().reason());
        }
        exchange.useOrderId();
        add(order, book);
        announcements.moved(order);
        exchange.publish();
        return new PriceOrderReport.Taken(order.statement());
    }

    /** What the order puts into the book when the price has come. */
    private ExchangeOrder orderOf(SimulatedAccount account, PriceOrderTerms wanted) {
        return new ExchangeOrder(
                exchange.nextOrderId(), exchange.customer(account, wanted.symbol()), wanted.put(), clock.millis());
    }

    /** What is known of an order that waits for a price, as long as it is remembered. */
    public Optional<PriceOrderStatement> find(SimulatedAccount account, long id) {
        return known(account, id).map(PriceOrder::statement);
    }

    /** The orders of the account that wait for a price, or those that do not any more, oldest first. */
    public List<PriceOrderStatement> of(SimulatedAccount account, boolean areOpen) {
        return (areOpen ? open : ended)
                .values().stream()
                        .filter(order -> order.account().equals(account))
                        .map(PriceOrder::statement)
                        .toList();
    }

    /** Lets an order wait for its price no longer; empty when it does not wait. */
    public Optional<PriceOrderStatement> cancel(SimulatedAccount account, long id) {
        Optional<PriceOrder> found = known(account, id).filter(PriceOrder::isOpen);
        found.ifPresent(order -> endWaiting(order, Status.CANCELLED));
        return found.map(PriceOrder::statement);
    }

    /** Puts one back that was stored. */
    void restore(PriceOrder order, SymbolBook book) {
        if (order.isOpen()) {
            add(order, book);
        } else {
            ended.put(order.id(), order);
        }
    }

    private void add(PriceOrder order, SymbolBook book) {
        open.put(order.id(), order);
        book.watch(order);
        PriceOrderStatement stated = order.statement();
        // One that waits no longer is not found then.
        var _ = clock.atMs(stated.createdAtMs() + stated.terms().lifetime().toMillis(), () -> expire(order.id()));
    }

    private void expire(long id) {
        PriceOrder order = open.get(id);
        if (order != null) {
            endWaiting(order, Status.EXPIRED);
        }
    }

    private void endWaiting(PriceOrder order, Status how) {
        exchange.book(order.terms().symbol()).ifPresent(book -> book.forget(order));
        end(order, how);
        announcements.moved(order);
        exchange.publish();
    }

    private void end(PriceOrder order, Status how) {
        order.end(how, clock.millis());
        open.remove(order.id());
        ended.put(order.id(), order);
        if (ended.size() > ENDED_KEPT_MAX) {
            ended.pollFirstEntry();
        }
    }

    /** Notes that the price has come; the order is placed once the book has been gone through. */
    void fire(PriceOrder order) {
        fired.add(order);
    }

    /** Places the orders whose price has come since this was called last. */
    void placeFired() {
        if (fired.isEmpty()) {
            return;
        }
        List<PriceOrder> reached = List.copyOf(fired);
        fired.clear();
        for (PriceOrder order : reached) {
            SymbolBook book = exchange.book(order.terms().symbol())
                    .orElseThrow(() -> new IllegalStateException(order.terms().symbol() + " is not listed"));
            ExchangeOrder put = orderOf(order.account(), order.terms());
            Optional<PlacementReport.Rejected> refusal = new OrderCheck(policy, book).refusalOf(put, clock.millis());
            if (refusal.isPresent()) {
                order.failed(refusal.get().code());
                end(order, Status.FAILED);
            } else {
                order.fired(put.id());
                end(order, Status.FINISHED);
                exchange.take(put, book);
            }
            announcements.moved(order);
        }
    }

    private long openCount(SimulatedAccount account) {
        return open.values().stream()
                .filter(order -> order.account().equals(account))
                .count();
    }

    private Optional<PriceOrder> known(SimulatedAccount account, long id) {
        PriceOrder order = open.get(id);
        return Optional.ofNullable(order == null ? ended.get(id) : order)
                .filter(found -> found.account().equals(account));
    }
}
