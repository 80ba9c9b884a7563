package cab.application.execution;

import cab.application.port.JournalEntry;
import cab.application.port.VenueOrder;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderStatus;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The orders of one bot: those that work, and the latest of those that are settled.
 *
 * <p>An order is settled when its state is final and all that the exchange says it filled is booked. It is not written
 * down as ended before that, so that a restart in between asks for what is missing. Owned by one thread.
 */
final class BookedOrders {

    private static final int SETTLED_KEPT = 256;

    private final Map<ClientOrderId, Tracked> working = new LinkedHashMap<>();
    private final Map<ClientOrderId, Tracked> settled = new LinkedHashMap<>();

    /** Those that are settled, by the instant of their decision, each in the order it was settled. */
    private final Map<Instant, Map<ClientOrderId, Tracked>> settledOf = new HashMap<>();

    /**
     * An order that has come to its end.
     *
     * @param order the order
     * @param entry what makes the end durable, when that was held back
     * @param fees what its fills cost in fees, in quote
     * @param realised what its fills realised, for a sale that was filled
     */
    record Settled(Order order, Optional<JournalEntry> entry, Money fees, Optional<Money> realised) {}

    /**
     * What the entries of a position have bought, fees not included.
     *
     * @param base how much
     * @param quote for how much
     */
    record Entered(Quantity base, Money quote) {}

    /** What the orders that {@code openedBy} decided have bought, as far as they are kept; nothing when flat. */
    Entered entered(Currency quote, @Nullable Instant openedBy) {
        Entered entered = new Entered(Quantity.ZERO, Money.zero(quote));
        if (openedBy == null) {
            return entered;
        }
        for (Map<ClientOrderId, Tracked> orders : List.of(settledOf(openedBy), working)) {
            for (Tracked tracked : orders.values()) {
                Order order = tracked.order;
                if (order.intent().side() == Side.BUY && tracked.decidedAt.equals(openedBy)) {
                    entered = new Entered(entered.base.plus(order.filled()), entered.quote.plus(order.filledQuote()));
                }
            }
        }
        return entered;
    }

    void restore(Order order) {
        Tracked tracked = new Tracked(order);
        if (tracked.isSettled()) {
            file(tracked);
        } else {
            working.put(order.clientOrderId(), tracked);
        }
    }

    private void file(Tracked tracked) {
        ClientOrderId clientOrderId = tracked.order.clientOrderId();
        settled.put(clientOrderId, tracked);
        settledOf
                .computeIfAbsent(tracked.decidedAt, first -> new LinkedHashMap<>(4))
                .put(clientOrderId, tracked);
    }

    /** The settled orders that were decided at {@code instant}. */
    private Map<ClientOrderId, Tracked> settledOf(Instant instant) {
        return settledOf.getOrDefault(instant, Map.of());
    }

    /**
     * Takes a new intent.
     *
     * @throws IllegalStateException when there is an order of that name: the same intent is never carried out twice
     */
    void add(OrderIntent intent) {
        ClientOrderId clientOrderId = intent.clientOrderId();
        if (tracked(clientOrderId) != null) {
            throw new IllegalStateException("order " + clientOrderId + " is in the book already");
        }
        working.put(clientOrderId, new Tracked(Order.of(intent)));
    }

    void forget(ClientOrderId clientOrderId) {
        working.remove(clientOrderId);
    }

    Optional<Order> order(ClientOrderId clientOrderId) {
        Tracked tracked = tracked(clientOrderId);
        return tracked == null ? Optional.empty() : Optional.of(tracked.order);
    }

    /** The settled that are kept, then those that work. */
    List<Order> all() {
        List<Order> orders = new ArrayList<>(settled.size() + working.size());
        settled.values().forEach(tracked -> orders.add(tracked.order));
        orders.addAll(working());
        return orders;
    }

    List<Order> working() {
        List<Order> orders = new ArrayList<>(working.size());
        working.values().forEach(tracked -> orders.add(tracked.order));
        return orders;
    }

    boolean hasWorking() {
        return !working.isEmpty();
    }

    boolean hasWorking(Side side) {
        for (Tracked tracked : working.values()) {
            if (tracked.order.intent().side() == side) {
                return true;
            }
        }
        return false;
    }

    boolean hasWorking(OrderStatus status) {
        for (Tracked tracked : working.values()) {
            if (tracked.order.status() == status) {
                return true;
            }
        }
        return false;
    }

    /** Whether any works but a stop that rests untouched at the exchange. */
    boolean isBusy() {
        for (Tracked tracked : working.values()) {
            if (!tracked.order.restsUntouched()) {
                return true;
            }
        }
        return false;
    }

    /** The stop that is not settled; never more than one. */
    Optional<Order> workingStop() {
        for (Tracked tracked : working.values()) {
            if (tracked.order.intent().isStop()) {
                return Optional.of(tracked.order);
            }
        }
        return Optional.empty();
    }

    boolean isWorking(ClientOrderId clientOrderId) {
        return working.containsKey(clientOrderId);
    }

    boolean isMissingFills(ClientOrderId clientOrderId) {
        Tracked tracked = tracked(clientOrderId);
        return tracked != null && tracked.isMissingFills();
    }

    /** The base that working sells may still sell. */
    Quantity boundBySells() {
        Quantity bound = Quantity.ZERO;
        for (Tracked tracked : working.values()) {
            if (tracked.order.intent().side() == Side.SELL) {
                bound = bound.plus(tracked.order.leaves().orElse(Quantity.ZERO));
            }
        }
        return bound;
    }

    int count(DecisionKey decision, Purpose purpose) {
        return count(working, decision, purpose) + count(settledOf(decision.at()), decision, purpose);
    }

    private static int count(Map<ClientOrderId, Tracked> orders, DecisionKey decision, Purpose purpose) {
        int count = 0;
        for (Tracked tracked : orders.values()) {
            OrderIntent intent = tracked.order.intent();
            if (intent.purpose() == purpose && intent.decision().equals(decision)) {
                count++;
            }
        }
        return count;
    }

    /** The latest order that sells what {@code decision} has bought; a stop that never fired was no sale. */
    Optional<Order> lastSaleOf(DecisionKey decision) {
        Order last = null;
        for (Map<ClientOrderId, Tracked> orders : List.of(settledOf(decision.at()), working)) {
            for (Tracked tracked : orders.values()) {
                OrderIntent intent = tracked.order.intent();
                boolean sells = intent.side() == Side.SELL && (!intent.isStop() || tracked.order.hasFired());
                if (sells && intent.decision().equals(decision)) {
                    last = tracked.order;
                }
            }
        }
        return Optional.ofNullable(last);
    }

    /** Moves an order; empty when that changes nothing, or the order is not known. */
    Optional<JournalEntry> move(ClientOrderId clientOrderId, OrderEvent event, Instant at) {
        Tracked tracked = tracked(clientOrderId);
        if (tracked == null) {
            return Optional.empty();
        }
        OrderStatus before = tracked.order.status();
        if (before.after(event) == before) {
            return Optional.empty();
        }
        tracked.order = tracked.order.after(event, at);
        return Optional.of(tracked.write(event, tracked.order));
    }

    /** Takes note of what the exchange shows; empty when that is nothing to write down, or not yet. */
    Optional<JournalEntry> report(VenueOrder shown, Instant at) {
        Tracked tracked = tracked(shown.clientOrderId());
        if (tracked == null) {
            return Optional.empty();
        }
        if (!tracked.reported.isAtLeast(shown.filled())) {
            tracked.reported = shown.filled();
        }
        Order before = tracked.order;
        Order named = before.named(shown.venueOrderId());
        Order after = changed(named, shown.state(), at);
        tracked.order = after;
        if (after.equals(before)) {
            return Optional.empty();
        }
        if (after.status().isFinal() && !tracked.isSettled()) {
            tracked.unwrittenEnd = shown.state();
            // That it was taken and what it is called is certain, and needed to find it again.
            Order living = changed(named, OrderEvent.ACCEPTED, at);
            return living.equals(before) || before.status().isFinal()
                    ? Optional.empty()
                    : Optional.of(tracked.write(OrderEvent.ACCEPTED, living));
        }
        return Optional.of(tracked.write(shown.state(), after));
    }

    private static Order changed(Order order, OrderEvent event, Instant at) {
        return order.status().after(event) == order.status() ? order : order.after(event, at);
    }

    /** Adds a fill to its order, when that is known. */
    void fill(Fill fill) {
        Tracked tracked = tracked(fill.clientOrderId());
        if (tracked != null) {
            tracked.order = tracked.order.with(fill);
        }
    }

    /** Adds up what a fill cost in fees and realised. */
    void tally(ClientOrderId clientOrderId, Money fee, Optional<Money> realised) {
        Tracked tracked = tracked(clientOrderId);
        if (tracked != null) {
            tracked.fees = tracked.fees.plus(fee);
            realised.ifPresent(pnl -> tracked.realised = tracked.realised == null ? pnl : tracked.realised.plus(pnl));
        }
    }

    /**
     * Files an order among the settled when it is.
     *
     * @param openedBy the decision whose orders are kept for as long as its position is open
     */
    Optional<Settled> settle(ClientOrderId clientOrderId, @Nullable Instant openedBy) {
        Tracked tracked = working.get(clientOrderId);
        if (tracked == null || !tracked.isSettled()) {
            return Optional.empty();
        }
        working.remove(clientOrderId);
        file(tracked);
        trimSettled(openedBy);
        OrderEvent end = tracked.unwrittenEnd;
        return Optional.of(new Settled(
                tracked.order,
                end == null ? Optional.empty() : Optional.of(tracked.write(end, tracked.order)),
                tracked.fees,
                Optional.ofNullable(tracked.realised)));
    }

    private void trimSettled(@Nullable Instant openedBy) {
        while (settled.size() > SETTLED_KEPT) {
            Iterator<Tracked> settledFirst = settled.values().iterator();
            Tracked oldest = settledFirst.next();
            Instant decidedAt = oldest.decidedAt;
            // Orders of the open position number its further attempts: they stay.
            if (decidedAt.equals(openedBy)) {
                return;
            }
            settledFirst.remove();
            Map<ClientOrderId, Tracked> filed = settledOf(decidedAt);
            filed.remove(oldest.order.clientOrderId());
            if (filed.isEmpty()) {
                settledOf.remove(decidedAt);
            }
        }
    }

    /** Quote that working buys may still spend. */
    Money reservedQuote(Money zero) {
        Money reserved = zero;
        for (Tracked tracked : working.values()) {
            reserved = reserved.plus(tracked.order.reservedQuote());
        }
        return reserved;
    }

    private @Nullable Tracked tracked(ClientOrderId clientOrderId) {
        Tracked tracked = working.get(clientOrderId);
        return tracked == null ? settled.get(clientOrderId) : tracked;
    }

    /** One order, what the exchange says it filled, and how much of this is written. */
    private static final class Tracked {

        private final Instant decidedAt;
        private Order order;
        private Quantity reported;
        private OrderStatus written;
        private @Nullable OrderEvent unwrittenEnd;
        private Money fees;
        private @Nullable Money realised;

        private Tracked(Order order) {
            this.order = order;
            this.decidedAt = order.intent().decision().at();
            this.reported = order.filled();
            this.written = order.status();
            this.fees = Money.zero(order.intent().symbol().quote());
        }

        private boolean isMissingFills() {
            // What is filled in full has fills, even when the exchange does not say how much.
            return !order.filled().isAtLeast(reported)
                    || (order.status() == OrderStatus.FILLED && order.filled().isZero());
        }

        private boolean isSettled() {
            return order.status().isFinal() && !isMissingFills();
        }

        private JournalEntry write(OrderEvent event, Order becomes) {
            JournalEntry entry = new JournalEntry.OrderMoved(written, event, becomes);
            written = becomes.status();
            return entry;
        }
    }
}
