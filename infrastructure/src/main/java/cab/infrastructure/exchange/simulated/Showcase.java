package cab.infrastructure.exchange.simulated;

import cab.application.port.Balance;
import cab.application.port.BrokerEvent;
import cab.application.port.FillsReport;
import cab.application.port.VenueOrder;
import cab.domain.market.Symbol;
import cab.domain.order.Fill;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one customer is shown of his orders, fills and balances: what is the case, or, where the fault plan says so,
 * what was the case a moment ago. An end of an order is never shown without all that it filled. It begins to remember
 * when it is first asked for the past. Owned by the exchange's thread.
 */
final class Showcase {

    /** Nothing older than this is ever shown. */
    static final Duration OLDEST = Duration.ofMinutes(1);

    private record Shown(long atMs, List<VenueOrder> open, Optional<VenueOrder> changed) {}

    private record Held(long atMs, List<Balance> balances) {}

    private final SimulatedExchange exchange;
    private final SimulatedAccount account;
    private final Courier courier;
    private final Map<Symbol, Deque<Shown>> orders = new TreeMap<>();
    private final Deque<Held> balances = new ArrayDeque<>();

    Showcase(SimulatedExchange exchange, SimulatedAccount account, Courier courier) {
        this.exchange = exchange;
        this.account = account;
        this.courier = courier;
    }

    Optional<VenueOrder> lookUp(OrderReference reference) {
        FaultPlan.Picture picture = courier.picture(FaultPlan.Operation.LOOK_UP);
        Optional<VenueOrder> now = exchange.lookUp(account, reference);
        if (picture.endedByNumberAlone() && reference instanceof OrderReference.ByClientId && now.isPresent()) {
            if (!isOpen(now.get())) {
                courier.hidden();
                return Optional.empty();
            }
        }
        return picture.age().isZero() ? now : now.flatMap(order -> before(order, thenMs(picture)));
    }

    private static boolean isOpen(VenueOrder order) {
        return switch (order.state()) {
            case ACCEPTED, PARTIALLY_FILLED -> true;
            case FILLED, CANCELLED, EXPIRED, SEND, REJECTED, ANSWER_LOST, CANCEL, CANCEL_REFUSED -> false;
        };
    }

    /** The order as it was; empty when it was not there yet. */
    private Optional<VenueOrder> before(VenueOrder order, long thenMs) {
        Optional<VenueOrder> found = order.placedAt().toEpochMilli() > thenMs ? Optional.empty() : Optional.of(order);
        Optional<VenueOrder> earlier = Optional.empty();
        for (Shown shown : remembered(order.symbol())) {
            Optional<VenueOrder> same =
                    shown.changed().filter(changed -> changed.venueOrderId().equals(order.venueOrderId()));
            if (same.isPresent() && shown.atMs() <= thenMs) {
                earlier = same;
            }
        }
        return earlier.or(() -> found);
    }

    List<VenueOrder> openOrders(Symbol symbol) {
        FaultPlan.Picture picture = courier.picture(FaultPlan.Operation.OPEN_ORDERS);
        List<VenueOrder> open = exchange.openOrders(account, symbol);
        if (!picture.age().isZero()) {
            for (Shown shown : remembered(symbol)) {
                open = shown.atMs() <= thenMs(picture) ? shown.open() : open;
            }
        }
        return paged(open, picture);
    }

    FillsReport fills(Symbol symbol, Instant since) {
        FaultPlan.Picture picture = courier.picture(FaultPlan.Operation.FILLS);
        return switch (exchange.fills(account, symbol, since)) {
            case FillsReport.Unknown unknown -> unknown;
            case FillsReport.Known(List<Fill> fills) -> {
                long thenMs = thenMs(picture);
                List<Fill> visible = picture.age().isZero()
                        ? fills
                        : fills.stream()
                                .filter(fill -> fill.at().toEpochMilli() <= thenMs)
                                .toList();
                yield new FillsReport.Known(paged(visible, picture));
            }
        };
    }

    List<Balance> balances() {
        FaultPlan.Picture picture = courier.picture(FaultPlan.Operation.BALANCES);
        List<Balance> shown = exchange.balances(account);
        if (!picture.age().isZero()) {
            rememberBalances();
            for (Held held : balances) {
                shown = held.atMs() <= thenMs(picture) ? held.balances() : shown;
            }
        }
        return shown;
    }

    private void rememberBalances() {
        if (balances.isEmpty()) {
            balances.addLast(new Held(exchange.nowMs(), exchange.balances(account)));
            exchange.observe(event -> {
                if (event instanceof ExchangeEvent.BalancesMoved
                        && event.account().equals(account.name())) {
                    long nowMs = exchange.nowMs();
                    balances.addLast(new Held(nowMs, exchange.balances(account)));
                    while (balances.size() > 1 && second(balances).atMs() < nowMs - OLDEST.toMillis()) {
                        balances.removeFirst();
                    }
                }
            });
        }
    }

    private long thenMs(FaultPlan.Picture picture) {
        return exchange.nowMs() - picture.age().toMillis();
    }

    /** Out of order, and what stands where pages meet stands on both. */
    private static <T> List<T> paged(List<T> whole, FaultPlan.Picture picture) {
        if (!picture.repeated() || whole.isEmpty()) {
            return whole;
        }
        List<T> pages = new ArrayList<>(whole.reversed());
        pages.addAll(whole.subList(whole.size() / 2, whole.size()));
        return pages;
    }

    private Deque<Shown> remembered(Symbol symbol) {
        return orders.computeIfAbsent(symbol, absent -> {
            Deque<Shown> kept = new ArrayDeque<>();
            kept.addLast(new Shown(exchange.nowMs(), exchange.openOrders(account, symbol), Optional.empty()));
            var _ = exchange.subscribe(account, symbol, event -> remember(symbol, kept, event));
            return kept;
        });
    }

    private void remember(Symbol symbol, Deque<Shown> kept, BrokerEvent event) {
        long nowMs = exchange.nowMs();
        Optional<VenueOrder> changed =
                event instanceof BrokerEvent.OrderChanged(VenueOrder order) ? Optional.of(order) : Optional.empty();
        kept.addLast(new Shown(nowMs, exchange.openOrders(account, symbol), changed));
        long fromMs = nowMs - OLDEST.toMillis();
        while (kept.size() > 1 && second(kept).atMs() < fromMs) {
            kept.removeFirst();
        }
    }

    /** What the oldest shown state was followed by: until then it was the case. */
    private static <T> T second(Deque<T> several) {
        Iterator<T> oldest = several.iterator();
        oldest.next();
        return oldest.next();
    }
}
