package cab.infrastructure.exchange.server.gateio;

import cab.application.port.Balance;
import cab.domain.market.Symbol;
import cab.domain.money.Price;
import cab.domain.order.OrderTerms;
import cab.infrastructure.exchange.server.WireNumbers;
import cab.infrastructure.exchange.simulated.ExchangeEvent;
import cab.infrastructure.exchange.simulated.OrderStatement;
import cab.infrastructure.exchange.simulated.PriceOrderStatement;
import cab.infrastructure.exchange.simulated.Trade;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Tells of orders, trades and balances of accounts. Owned by the exchange's thread. */
final class GateAccountStream {

    private static final String NONE = "0";

    /** What the exchange calls a time that has not come. */
    private static final String NEVER = "-62135596800000";

    private final GateWorld world;
    private final BiConsumer<GateTopic, JsonNode> teller;
    private final Map<String, Balance> known = new HashMap<>();

    GateAccountStream(GateWorld world, BiConsumer<GateTopic, JsonNode> teller) {
        this.world = world;
        this.teller = teller;
    }

    void onEvent(ExchangeEvent event) {
        long user = world.userOf(event.account());
        switch (event) {
            case ExchangeEvent.OrderMoved(var account, var order, var isNew) ->
                tell(
                        GateChannel.ORDERS,
                        order.placement().terms().symbol(),
                        account,
                        GateJson.array().add(order(order, isNew, user)));
            case ExchangeEvent.Traded(var account, var trade) ->
                tell(
                        GateChannel.USER_TRADES,
                        trade.fill().symbol(),
                        account,
                        GateJson.array().add(trade(trade, user)));
            case ExchangeEvent.PriceOrderMoved(var account, var order) ->
                tell(GateChannel.PRICE_ORDERS, order.terms().symbol(), account, priceOrder(order, user));
            case ExchangeEvent.BalancesMoved(var account, var balances) ->
                teller.accept(
                        GateTopic.of(GateChannel.BALANCES, GateTopic.ALL, account), balances(account, balances, user));
        }
    }

    private void tell(GateChannel channel, Symbol symbol, String account, JsonNode result) {
        teller.accept(GateTopic.of(channel, GateWorld.pairOf(symbol), account), result);
        teller.accept(GateTopic.of(channel, GateTopic.ALL, account), result);
    }

    private static ObjectNode order(OrderStatement order, boolean isNew, long user) {
        ObjectNode json = GateOrderJson.order(order, "-");
        json.put("create_time_ms", Long.toString(order.placedAtMs()))
                .put("update_time_ms", Long.toString(order.updatedAtMs()))
                .put("user", user)
                .put("event", order.isOpen() ? (isNew ? "put" : "update") : "finish")
                .put("stp_id", 0)
                .put("stp_act", "-")
                .put("biz_info", "-");
        json.remove(List.of("status", "fill_price", "iceberg", "gt_maker_fee", "gt_taker_fee", "gt_discount"));
        return json;
    }

    private static ObjectNode trade(Trade trade, long user) {
        ObjectNode json = GateOrderJson.trade(trade);
        long id = Long.parseLong(trade.fill().tradeId().value());
        json.put("id", id)
                .put("user_id", user)
                .put("create_time", trade.fill().at().toEpochMilli() / 1_000)
                .put("id_market", id);
        json.remove(List.of("sequence_id", "amend_text"));
        return json;
    }

    private ArrayNode balances(String account, List<Balance> balances, long user) {
        long nowMs = world.clock().nowMs();
        ArrayNode rows = GateJson.array();
        for (Balance balance : balances) {
            Balance before = known.put(account + " " + balance.currency(), balance);
            BigDecimal free = balance.free().amount();
            BigDecimal locked = balance.locked().amount();
            BigDecimal freeBefore = before == null ? free : before.free().amount();
            BigDecimal lockedBefore = before == null ? locked : before.locked().amount();
            BigDecimal change = free.add(locked).subtract(freeBefore).subtract(lockedBefore);
            rows.addObject()
                    .put("timestamp", GateJson.seconds(nowMs))
                    .put("timestamp_ms", Long.toString(nowMs))
                    .put("user", Long.toString(user))
                    .put("currency", balance.currency().code())
                    .put("change", WireNumbers.number(change))
                    .put("total", WireNumbers.number(free.add(locked)))
                    .put("available", WireNumbers.number(free))
                    .put("freeze", WireNumbers.number(locked))
                    .put("freeze_change", WireNumbers.number(locked.subtract(lockedBefore)))
                    .put("change_type", change.signum() == 0 ? "order-create" : "order-match");
        }
        return rows;
    }

    private static ObjectNode priceOrder(PriceOrderStatement order, long user) {
        Symbol symbol = order.terms().symbol();
        OrderTerms put = order.terms().put().terms();
        return GateJson.object()
                .put("market", GateWorld.pairOf(symbol))
                .put("uid", Long.toString(user))
                .put("id", Long.toString(order.id()))
                .put("currency_type", symbol.base().code())
                .put("exchange_type", symbol.quote().code())
                .put("reason", GatePriceOrders.reason(order))
                .put("err_msg", "")
                .put("fired_order_id", order.firedOrderId())
                .put("instant_cancel", false)
                .put("trigger_price", order.terms().trigger().toString())
                .put("trigger_rule", GatePriceOrders.rule(order.terms()))
                .put("trigger_expiration", order.terms().lifetime().toSeconds())
                .put("price", put.limit().map(Price::toString).orElse(NONE))
                .put("amount", GateOrderJson.amount(put))
                .put("source", order.terms().put().clientOrderId().value())
                .put("order_type", GateOrderJson.type(put))
                .put("side", GateOrderJson.side(put.side()))
                .put("engine_type", "normal")
                .put("is_stop_order", false)
                .put("stop_trigger_price", "")
                .put("stop_trigger_rule", "")
                .put("stop_price", "")
                .put("ctime", Long.toString(order.createdAtMs()))
                .put("ftime", order.endedAtMs() == 0 ? NEVER : Long.toString(order.endedAtMs()))
                .put("status", GatePriceOrders.status(order));
    }
}
