package cab.infrastructure.exchange.gateio;

import cab.domain.market.Symbol;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.infrastructure.exchange.live.OrderNames;
import cab.infrastructure.exchange.transport.Deadline;
import cab.infrastructure.exchange.transport.ExchangeFault;
import cab.infrastructure.exchange.transport.PlainText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Our fills with the names of our orders. A fill may come without the name: then it is the fill of an order that a stop
 * of ours has fired, or its order is asked for. Waits. Thread-safe.
 */
final class GateioFills {

    /** Orders that one listing asks for by their id. */
    private static final int ASKED_MAX = 50;

    private final GateioListings listings;
    private final OrderNames names;
    private final StopNames stops;
    private final GateioStops stopOrders;

    GateioFills(GateioListings listings, OrderNames names, StopNames stops, GateioStops stopOrders) {
        this.listings = listings;
        this.names = names;
        this.stops = stops;
        this.stopOrders = stopOrders;
    }

    /** Every fill at or after {@code since}. */
    List<Fill> since(Symbol symbol, Instant since, Deadline deadline) {
        Map<String, GateioTradeMessage> trades = new LinkedHashMap<>();
        listings.tradesSince(symbol, since, deadline).forEach(trade -> trades.put(trade.id(), trade));
        // The exchange sorts by when an order ended, and these have not.
        for (String orderId : names.partlyFilled(symbol)) {
            listings.tradesOf(symbol, orderId, deadline).forEach(trade -> trades.put(trade.id(), trade));
        }
        List<GateioTradeMessage> asked = trades.values().stream()
                .filter(trade -> !trade.at().isBefore(since))
                .toList();
        nameAll(symbol, asked, deadline);
        return asked.stream()
                .map(trade -> GateioTranslator.fillOf(trade, symbol, names.nameOf(trade.orderId(), trade.text())))
                .toList();
    }

    /** The fill with the name of its order, which is asked for where it is not known. */
    Fill named(GateioTradeMessage trade, Symbol symbol, Deadline deadline) {
        nameAll(symbol, List.of(trade), deadline);
        return GateioTranslator.fillOf(trade, symbol, names.nameOf(trade.orderId(), trade.text()));
    }

    /** Whether the name of this fill's order is known without asking. */
    boolean isNamed(GateioTradeMessage trade, Symbol symbol) {
        return names.known(trade.orderId(), trade.text()).isPresent()
                || (trade.text().isPresent() && !stops.mayHaveFired(symbol));
    }

    /** Whether the name of this order is known without asking. */
    boolean isNamed(GateioOrderMessage order, Symbol symbol) {
        return names.known(order.id(), order.text()).isPresent() || !stops.mayHaveFired(symbol);
    }

    private void nameAll(Symbol symbol, List<GateioTradeMessage> trades, Deadline deadline) {
        List<String> nameless = new ArrayList<>();
        trades.stream()
                .filter(trade -> names.known(trade.orderId(), trade.text()).isEmpty())
                .map(GateioTradeMessage::orderId)
                .distinct()
                .forEach(nameless::add);
        if (nameless.isEmpty()) {
            return;
        }
        stopOrders.readFired(symbol, deadline);
        trades.stream()
                .filter(trade -> trade.text().isEmpty())
                .map(GateioTradeMessage::orderId)
                .distinct()
                .filter(orderId -> names.known(orderId, Optional.empty()).isEmpty())
                .limit(ASKED_MAX + 1L)
                .forEach(new OneByOne(symbol, deadline)::ask);
    }

    /** Asks for orders by their id, up to a limit. */
    private final class OneByOne {

        private final Symbol symbol;
        private final Deadline deadline;
        private int asked;

        private OneByOne(Symbol symbol, Deadline deadline) {
            this.symbol = symbol;
            this.deadline = deadline;
        }

        private void ask(String orderId) {
            if (++asked > ASKED_MAX) {
                throw new ExchangeFault("more than " + ASKED_MAX + " fills have no name of an order");
            }
            Optional<GateioOrderMessage> order = listings.orderNamed(orderId, symbol, deadline);
            ClientOrderId name = order.map(shown -> names.nameOf(orderId, shown.text()))
                    .orElseThrow(() -> new ExchangeFault("the order of a fill is not shown: " + PlainText.of(orderId)));
            names.learn(orderId, name);
        }
    }
}
