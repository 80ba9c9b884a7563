package cab.infrastructure.exchange.live;

import cab.domain.market.Symbol;
import cab.domain.order.ClientOrderId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which of the exchange's orders have which of our names. Ours travel with the order, perhaps with something before
 * them; what has another name, or none, is not ours unless it was told to be. Keeps the latest 10,000. Thread-safe.
 */
public final class OrderNames {

    private static final int KEPT_MAX = 10_000;
    private static final int PARTLY_FILLED_MAX = 100;
    private static final int NAME_LENGTH_MAX = 28;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ClientOrderId> names = new LinkedHashMap<>();
    private final Map<String, Symbol> partlyFilled = new LinkedHashMap<>();

    private final String prefix;
    private final String foreign;

    /**
     * Names that nobody has learned yet.
     *
     * @param venue lower case; what the names for orders of somebody else begin with
     * @param prefix what stands before our names when they travel
     */
    public OrderNames(String venue, String prefix) {
        this.prefix = prefix;
        this.foreign = venue + ".order.";
    }

    /** The name in {@code text}, or empty when it is none that a client gave. */
    private Optional<ClientOrderId> nameIn(String text) {
        if (!text.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClientOrderId(text.substring(prefix.length())));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** A name for an order of somebody else: never one of ours, the same each time. */
    public ClientOrderId foreign(String orderId) {
        String digits = orderId.replaceAll("[^0-9A-Za-z]", ".");
        int room = NAME_LENGTH_MAX - foreign.length();
        return new ClientOrderId(
                foreign + (digits.length() > room ? digits.substring(digits.length() - room) : digits));
    }

    /** The exchange's order {@code orderId} is ours under this name. */
    public void learn(String orderId, ClientOrderId clientOrderId) {
        lock.lock();
        try {
            if (names.put(orderId, clientOrderId) == null && names.size() > KEPT_MAX) {
                names.remove(names.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is known of an order without asking: its learned name, else the one in its text. */
    public Optional<ClientOrderId> known(String orderId, Optional<String> text) {
        lock.lock();
        try {
            return Optional.ofNullable(names.get(orderId)).or(() -> text.flatMap(this::nameIn));
        } finally {
            lock.unlock();
        }
    }

    public ClientOrderId nameOf(String orderId, Optional<String> text) {
        return known(orderId, text).orElseGet(() -> foreign(orderId));
    }

    /** Remembers orders that live and have fills: the listing of fills by time may leave those out. */
    public void shown(String orderId, Symbol symbol, boolean isPartlyFilled) {
        lock.lock();
        try {
            if (!isPartlyFilled) {
                partlyFilled.remove(orderId);
            } else if (partlyFilled.size() < PARTLY_FILLED_MAX) {
                partlyFilled.put(orderId, symbol);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The orders of the symbol that live and have fills. */
    public List<String> partlyFilled(Symbol symbol) {
        lock.lock();
        try {
            return partlyFilled.entrySet().stream()
                    .filter(order -> order.getValue().equals(symbol))
                    .map(Map.Entry::getKey)
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}
