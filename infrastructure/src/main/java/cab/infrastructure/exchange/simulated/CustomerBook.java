package cab.infrastructure.exchange.simulated;

import cab.application.port.BrokerEvent;
import cab.application.port.Subscription;
import cab.domain.market.Symbol;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What the exchange knows of one account on one symbol: its orders and fills, and who listens to them. Ended orders and
 * fills are forgotten beyond a limit. Owned by the exchange's thread.
 */
final class CustomerBook {

    private final SimulatedAccount account;
    private final Symbol symbol;
    private final int remembered;
    private final TreeMap<Long, ExchangeOrder> open = new TreeMap<>();
    private final TreeMap<Long, ExchangeOrder> ended = new TreeMap<>();
    private final Map<ClientOrderId, ExchangeOrder> byClientOrderId = new HashMap<>();
    private final Deque<Trade> trades = new ArrayDeque<>();
    private final List<Consumer<BrokerEvent>> listeners = new CopyOnWriteArrayList<>();
    private long forgottenFillsUntilMs;

    /**
     * A book without orders and fills.
     *
     * @param remembered ended orders, and fills, that are kept
     * @param forgottenFillsUntilMs fills up to here may be missing from the beginning
     */
    CustomerBook(SimulatedAccount account, Symbol symbol, int remembered, long forgottenFillsUntilMs) {
        this.account = account;
        this.symbol = symbol;
        this.remembered = remembered;
        this.forgottenFillsUntilMs = forgottenFillsUntilMs;
    }

    SimulatedAccount account() {
        return account;
    }

    Symbol symbol() {
        return symbol;
    }

    /** Takes a new order, or one that was stored. */
    void add(ExchangeOrder order) {
        (order.isOpen() ? open : ended).put(order.id(), order);
        if (order.placement().isNamed()) {
            byClientOrderId.put(order.placement().clientOrderId(), order);
        }
    }

    /** Notes that an order has ended. */
    void ended(ExchangeOrder order) {
        open.remove(order.id());
        ended.put(order.id(), order);
        if (ended.size() > remembered) {
            ExchangeOrder oldest = ended.pollFirstEntry().getValue();
            byClientOrderId.remove(oldest.placement().clientOrderId(), oldest);
        }
    }

    void add(Trade trade) {
        trades.addLast(trade);
        if (trades.size() > remembered) {
            forgottenFillsUntilMs = trades.removeFirst().fill().at().toEpochMilli();
        }
    }

    /** Fills up to here may have been forgotten; earlier than all times when none were. */
    long forgottenFillsUntilMs() {
        return forgottenFillsUntilMs;
    }

    int openCount() {
        return open.size();
    }

    List<ExchangeOrder> open() {
        return List.copyOf(open.values());
    }

    Optional<ExchangeOrder> find(long id) {
        ExchangeOrder order = open.get(id);
        return Optional.ofNullable(order == null ? ended.get(id) : order);
    }

    /** The latest order of this name. */
    Optional<ExchangeOrder> find(ClientOrderId clientOrderId) {
        return Optional.ofNullable(byClientOrderId.get(clientOrderId));
    }

    /** The remembered fills from {@code sinceMs} on, oldest first. */
    List<Fill> fillsSince(long sinceMs) {
        List<Fill> found = new ArrayList<>();
        for (Trade trade : trades) {
            if (trade.fill().at().toEpochMilli() >= sinceMs) {
                found.add(trade.fill());
            }
        }
        return found;
    }

    /** The remembered trades, oldest first. */
    List<Trade> trades() {
        return List.copyOf(trades);
    }

    /** The remembered orders that are over, oldest first. */
    List<ExchangeOrder> ended() {
        return List.copyOf(ended.values());
    }

    Subscription subscribe(Consumer<BrokerEvent> listener) {
        // Wrapped, so that the same listener twice is two subscriptions.
        Consumer<BrokerEvent> own = event -> listener.accept(event);
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    void tell(BrokerEvent event) {
        for (Consumer<BrokerEvent> listener : listeners) {
            listener.accept(event);
        }
    }
}
