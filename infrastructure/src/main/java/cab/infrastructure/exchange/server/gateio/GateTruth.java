package cab.infrastructure.exchange.server.gateio;

import cab.application.port.Balance;
import cab.domain.market.Symbol;
import cab.infrastructure.exchange.server.ApiKey;
import cab.infrastructure.exchange.server.TruthFace;
import cab.infrastructure.exchange.server.WireFaults;
import cab.infrastructure.exchange.server.WireNumbers;
import cab.infrastructure.exchange.simulated.OrderStatement;
import cab.infrastructure.exchange.simulated.PriceOrderStatement;
import cab.infrastructure.exchange.simulated.ServedVenue;
import cab.infrastructure.exchange.simulated.SimulatedAccount;
import cab.infrastructure.exchange.simulated.Trade;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An account as it is, all of it at one moment and without faults, in the shapes of the exchange: for tests that
 * compare a customer's book with it. Thread-safe.
 */
public final class GateTruth implements TruthFace {

    private final ServedVenue venue;
    private final List<Symbol> symbols;
    private final List<ApiKey> keys;
    private final WireFaults faults;

    /**
     * The truth of the accounts of {@code keys}.
     *
     * @param symbols whose orders and trades are told
     * @param faults counted
     */
    public GateTruth(ServedVenue venue, List<Symbol> symbols, List<ApiKey> keys, WireFaults faults) {
        this.venue = venue;
        this.symbols = List.copyOf(symbols);
        this.keys = List.copyOf(keys);
        this.faults = faults;
    }

    private record Moment(
            long atMs,
            List<Balance> balances,
            List<OrderStatement> orders,
            List<Trade> trades,
            List<PriceOrderStatement> waiting) {}

    @Override
    public Optional<String> of(String account) {
        return keys.stream()
                .map(ApiKey::account)
                .filter(each -> each.name().equals(account))
                .findFirst()
                .map(this::told);
    }

    private String told(SimulatedAccount account) {
        Moment moment = venue.ask(desk -> at(desk, account));
        ObjectNode document = GateJson.object().put("account", account.name()).put("time_ms", moment.atMs);
        ArrayNode balances = document.putArray("balances");
        moment.balances.forEach(balance -> balances.addObject()
                .put("currency", balance.currency().code())
                .put("available", WireNumbers.number(balance.free().amount()))
                .put("locked", WireNumbers.number(balance.locked().amount())));
        ArrayNode orders = document.putArray("orders");
        moment.orders.forEach(order -> orders.add(GateOrderJson.order(order, "-")));
        ArrayNode trades = document.putArray("trades");
        moment.trades.forEach(trade -> trades.add(GateOrderJson.trade(trade)));
        ArrayNode waiting = document.putArray("price_orders");
        moment.waiting.forEach(order -> waiting.addObject()
                .put("id", order.id())
                .put("market", GateWorld.pairOf(order.terms().symbol()))
                .put("status", GatePriceOrders.status(order))
                .put("fired_order_id", order.firedOrderId()));
        ObjectNode injected = document.putObject("faults");
        faults.injected().forEach(injected::put);
        return GateJson.text(document);
    }

    private Moment at(ServedVenue.Desk desk, SimulatedAccount account) {
        List<OrderStatement> orders = new ArrayList<>();
        List<Trade> trades = new ArrayList<>();
        for (Symbol symbol : symbols) {
            orders.addAll(desk.exchange().endedStatements(account, symbol));
            orders.addAll(desk.exchange().openStatements(account, symbol));
            trades.addAll(desk.exchange().trades(account, symbol));
        }
        List<PriceOrderStatement> waiting =
                new ArrayList<>(desk.exchange().priceOrders().of(account, true));
        waiting.addAll(desk.exchange().priceOrders().of(account, false));
        return new Moment(desk.time().millis(), desk.exchange().balances(account), orders, trades, waiting);
    }
}
