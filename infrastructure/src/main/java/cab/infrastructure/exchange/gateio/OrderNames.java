package cab.infrastructure.exchange.gateio;

import cab.domain.market.Symbol;
import cab.domain.order.ClientOrderId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which of the exchange's orders have which of our names. Ours travel as {@code text} with {@code t-} before them; what
 * has another text, or none, is not ours unless it was told to be. Keeps the latest 10,000. Thread-safe.
 */
final class OrderNames {

    static final String PREFIX = "t-";

    private static final String FOREIGN = "gateio.order.";
    private static final int KEPT_MAX = 10_000;
    private static final int PARTLY_FILLED_MAX = 100;
    private static final int NAME_LENGTH_MAX = 28;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ClientOrderId> names = new LinkedHashMap<>();
    private final Map<String, Symbol> partlyFilled = new LinkedHashMap<>();

    /** How {@code clientOrderId} travels. */
    static String textOf(ClientOrderId clientOrderId) {
        return PREFIX + clientOrderId;
    }

    /** The name in {@code text}, or empty when it is none that a client gave. */
    static Optional<ClientOrderId> nameIn(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClientOrderId(text.substring(PREFIX.length())));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** A name for an order of somebody else: never one of ours, the same each time. */
    static ClientOrderId foreign(String orderId) {
        String digits = orderId.replaceAll("[^0-9A-Za-z]", ".");
        int room = NAME_LENGTH_MAX - FOREIGN.length();
        return new ClientOrderId(
                FOREIGN + (digits.length() > room ? digits.substring(digits.length() - room) : digits));
    }

    /** The exchange's order {@code orderId} is ours under this name. */
    void learn(String orderId, ClientOrderId clientOrderId) {
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
    Optional<ClientOrderId> known(String orderId, Optional<String> text) {
        lock.lock();
        try {
            return Optional.ofNullable(names.get(orderId)).or(() -> text.flatMap(OrderNames::nameIn));
        } finally {
            lock.unlock();
        }
    }

    ClientOrderId nameOf(String orderId, Optional<String> text) {
        return known(orderId, text).orElseGet(() -> foreign(orderId));
    }

    /** Remembers orders that live and have fills: the listing of fills by time may leave those out. */
    void shown(String orderId, Symbol symbol, boolean isPartlyFilled) {
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
    List<String> partlyFilled(Symbol symbol) {
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
