package cab.infrastructure.exchange.simulated;

import cab.infrastructure.exchange.simulated.PriceOrderStatement.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The orders that wait for a price, of all accounts, and the latest of those that do not any more. Owned by the
 * exchange's thread.
 */
final class PriceOrders {

    private static final int ENDED_KEPT_MAX = 10_000;

    private final TreeMap<Long, PriceOrder> open = new TreeMap<>();
    private final TreeMap<Long, PriceOrder> ended = new TreeMap<>();
    private final List<PriceOrder> fired = new ArrayList<>();

    /** Takes one that waits, or one that was stored and does not any more. */
    void add(PriceOrder order) {
        (order.isOpen() ? open : ended).put(order.id(), order);
    }

    void end(PriceOrder order, Status how, long nowMs) {
        order.end(how, nowMs);
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

    /** Those whose price has come since this was asked last. */
    List<PriceOrder> takeFired() {
        if (fired.isEmpty()) {
            return List.of();
        }
        List<PriceOrder> taken = List.copyOf(fired);
        fired.clear();
        return taken;
    }

    long openCount(SimulatedAccount account) {
        return open.values().stream()
                .filter(order -> order.account().equals(account))
                .count();
    }

    Optional<PriceOrder> find(SimulatedAccount account, long id) {
        PriceOrder order = open.get(id);
        return Optional.ofNullable(order == null ? ended.get(id) : order)
                .filter(found -> found.account().equals(account));
    }

    Optional<PriceOrder> findOpen(long id) {
        return Optional.ofNullable(open.get(id));
    }

    /** Those of the account, oldest first. */
    List<PriceOrder> of(SimulatedAccount account, boolean areOpen) {
        return (areOpen ? open : ended)
                .values().stream()
                        .filter(order -> order.account().equals(account))
                        .toList();
    }
}
