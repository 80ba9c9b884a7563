package cab.infrastructure.simulation;

import cab.application.port.BrokerEvent;
import cab.application.port.VenueOrder;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.order.VenueOrderId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the exchange itself says of one symbol, told without delay or fault. Owned by one thread. */
final class Truth {

    private final Symbol symbol;
    private final BotId bot;
    private final Map<VenueOrderId, VenueOrder> open = new LinkedHashMap<>();
    private final Map<ClientOrderId, Set<VenueOrderId>> names = new HashMap<>();
    private final Map<ClientOrderId, BigDecimal> filled = new HashMap<>();
    private final Map<ClientOrderId, BigDecimal> spent = new HashMap<>();
    private final Set<TradeId> trades = new HashSet<>();
    private BigDecimal ours = BigDecimal.ZERO;
    private BigDecimal others;
    private Optional<Price> lastFill = Optional.empty();
    private long fills;

    /** The truth of a symbol of which others hold {@code others} at the beginning. */
    Truth(Symbol symbol, BotId bot, BigDecimal others) {
        this.symbol = symbol;
        this.bot = bot;
        this.others = others;
    }

    void on(BrokerEvent event) {
        switch (event) {
            case BrokerEvent.Filled(var fill) -> filled(fill);
            case BrokerEvent.OrderChanged(var order) -> changed(order);
            case BrokerEvent.StreamRestored() -> {}
        }
    }

    private void changed(VenueOrder order) {
        names.computeIfAbsent(order.clientOrderId(), absent -> new HashSet<>()).add(order.venueOrderId());
        switch (order.state()) {
            case ACCEPTED, PARTIALLY_FILLED -> open.put(order.venueOrderId(), order);
            case FILLED, CANCELLED, EXPIRED, SEND, REJECTED, ANSWER_LOST, CANCEL, CANCEL_REFUSED ->
                open.remove(order.venueOrderId());
        }
    }

    private void filled(Fill fill) {
        if (!trades.add(fill.tradeId())) {
            throw new IllegalStateException("the exchange numbers its trades, " + fill.tradeId() + " came twice");
        }
        fills++;
        BigDecimal quantity = fill.quantity().value();
        BigDecimal fee = fill.feeIn(symbol.base()).amount();
        BigDecimal change = (fill.side() == Side.BUY ? quantity : quantity.negate()).subtract(fee);
        if (fill.clientOrderId().belongsTo(bot)) {
            ours = ours.add(change);
            filled.merge(fill.clientOrderId(), quantity, BigDecimal::add);
            Money notional = fill.notional();
            spent.merge(fill.clientOrderId(), notional.amount(), BigDecimal::add);
            lastFill = Optional.of(fill.price());
        } else {
            others = others.add(change);
        }
    }

    /** What the fills of our orders have left. */
    BigDecimal ours() {
        return ours;
    }

    /** What others hold on the same account. */
    BigDecimal others() {
        return others;
    }

    /** Price of the last fill of ours. */
    Optional<Price> lastFill() {
        return lastFill;
    }

    long fills() {
        return fills;
    }

    boolean knows(TradeId tradeId) {
        return trades.contains(tradeId);
    }

    BigDecimal filledOf(ClientOrderId clientOrderId) {
        return filled.getOrDefault(clientOrderId, BigDecimal.ZERO);
    }

    BigDecimal spentBy(ClientOrderId clientOrderId) {
        return spent.getOrDefault(clientOrderId, BigDecimal.ZERO);
    }

    /** How many orders the exchange took under this name. */
    int ordersOf(ClientOrderId clientOrderId) {
        return names.getOrDefault(clientOrderId, Set.of()).size();
    }

    /** Open orders of ours, oldest first. */
    List<VenueOrder> openOfOurs() {
        if (open.isEmpty()) {
            return List.of();
        }
        List<VenueOrder> found = new ArrayList<>();
        for (VenueOrder order : open.values()) {
            if (order.clientOrderId().belongsTo(bot)) {
                found.add(order);
            }
        }
        return found;
    }

    boolean isOpen(ClientOrderId clientOrderId) {
        return open.values().stream().anyMatch(order -> order.clientOrderId().equals(clientOrderId));
    }
}
