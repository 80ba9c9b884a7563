package cab.infrastructure.simulation;

import cab.application.port.BrokerEvent;
import cab.application.port.VenueOrder;
import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.order.VenueOrderId;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the exchange itself says of one symbol, told without delay or fault. Owned by one thread. */
final class Truth {

    private static final int SALES_KEPT = 64;

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
    private final SortedMap<Currency, BigDecimal> flows = new TreeMap<>();
    private final Deque<Fill> sales = new ArrayDeque<>();
    private boolean changed;
    private long activity;
    private long seen;

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
        if (order.clientOrderId().belongsTo(bot)) {
            activity++;
        }
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
        flow(fill);
        BigDecimal quantity = fill.quantity().value();
        BigDecimal fee = fill.feeIn(symbol.base()).amount();
        BigDecimal change = (fill.side() == Side.BUY ? quantity : quantity.negate()).subtract(fee);
        if (fill.clientOrderId().belongsTo(bot)) {
            ours = ours.add(change);
            filled.merge(fill.clientOrderId(), quantity, BigDecimal::add);
            Money notional = fill.notional();
            spent.merge(fill.clientOrderId(), notional.amount(), BigDecimal::add);
            lastFill = Optional.of(fill.price());
            if (fill.side() == Side.SELL) {
                sales.addLast(fill);
                if (sales.size() > SALES_KEPT) {
                    sales.removeFirst();
                }
            }
        } else {
            others = others.add(change);
        }
    }

    /** What a fill moves, worked out here and not by the exchange. */
    private void flow(Fill fill) {
        changed = true;
        BigDecimal quote = fill.price().value().multiply(fill.quantity().value());
        BigDecimal base = fill.quantity().value();
        boolean buys = fill.side() == Side.BUY;
        flows.merge(symbol.quote(), buys ? quote.negate() : quote, BigDecimal::add);
        flows.merge(symbol.base(), buys ? base : base.negate(), BigDecimal::add);
        flows.merge(fill.fee().currency(), fill.fee().amount().negate(), BigDecimal::add);
    }

    /** What all fills have brought to the account, less what they cost, in {@code currency}. */
    BigDecimal flowOf(Currency currency) {
        return flows.getOrDefault(currency, BigDecimal.ZERO);
    }

    /** What sales of ours have brought from {@code sinceMs} on. */
    BigDecimal soldSince(long sinceMs) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Fill sale : sales) {
            sum = sale.at().toEpochMilli() >= sinceMs ? sum.add(sale.notional().amount()) : sum;
        }
        return sum;
    }

    /** Whether anything was filled since this was asked last. */
    boolean takeChanged() {
        boolean taken = changed;
        changed = false;
        return taken;
    }

    /** Others have brought coins of their own. */
    void givenToOthers(BigDecimal amount) {
        others = others.add(amount);
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

    /** Whether an order of ours has changed since this was asked last. */
    boolean isMoved() {
        boolean moved = seen != activity;
        seen = activity;
        return moved;
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
