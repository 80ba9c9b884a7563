package cab.infrastructure.exchange.gateio;

import cab.domain.market.Symbol;
import cab.domain.order.ClientOrderId;
import cab.domain.order.VenueOrderId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which price-triggered orders are ours. The exchange keeps no name of ours for them: what belongs to whom is known by
 * the id that it gave, which the book keeps as {@code price-ID}. Keeps the latest 1,000. Thread-safe.
 */
final class StopNames {

    private static final String PREFIX = "price-";
    private static final int KEPT_MAX = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Stop> stops = new LinkedHashMap<>();

    /**
     * A price-triggered order of ours.
     *
     * @param id the exchange's name
     * @param name ours
     * @param symbol what it trades
     * @param firedOrderId the order that it became, once known
     * @param hasEnded whether it can fire no more, or that order is known
     */
    record Stop(String id, ClientOrderId name, Symbol symbol, Optional<String> firedOrderId, boolean hasEnded) {}

    static VenueOrderId venueOrderIdOf(String priceOrderId) {
        return new VenueOrderId(PREFIX + priceOrderId);
    }

    /** The exchange's id of a price-triggered order, or empty for another order. */
    static Optional<String> priceOrderIdIn(VenueOrderId venueOrderId) {
        String value = venueOrderId.value();
        return value.startsWith(PREFIX) ? Optional.of(value.substring(PREFIX.length())) : Optional.empty();
    }

    /** This price-triggered order is ours under that name. False when it is known as another one's. */
    boolean claim(String id, ClientOrderId name, Symbol symbol) {
        lock.lock();
        try {
            Stop known = stops.putIfAbsent(id, new Stop(id, name, symbol, Optional.empty(), false));
            if (known == null && stops.size() > KEPT_MAX) {
                stops.remove(stops.keySet().iterator().next());
            }
            return known == null || known.name().equals(name);
        } finally {
            lock.unlock();
        }
    }

    /** It ended, as this order when it fired. */
    void ended(String id, Optional<String> firedOrderId) {
        lock.lock();
        try {
            // Nothing to do for one that is not ours.
            var _ = stops.computeIfPresent(
                    id,
                    (same, stop) ->
                            new Stop(id, stop.name(), stop.symbol(), firedOrderId.or(stop::firedOrderId), true));
        } finally {
            lock.unlock();
        }
    }

    Optional<Stop> find(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(stops.get(id));
        } finally {
            lock.unlock();
        }
    }

    /** The id of the stop of that name, once it is known. */
    Optional<String> idOf(ClientOrderId name) {
        lock.lock();
        try {
            return stops.values().stream()
                    .filter(stop -> stop.name().equals(name))
                    .map(Stop::id)
                    .findFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Those of the symbol that may have fired since they were last looked at. */
    List<Stop> mayHaveFiredOf(Symbol symbol) {
        lock.lock();
        try {
            return stops.values().stream()
                    .filter(stop -> stop.symbol().equals(symbol) && !stop.hasEnded())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    boolean mayHaveFired(Symbol symbol) {
        return !mayHaveFiredOf(symbol).isEmpty();
    }
}
