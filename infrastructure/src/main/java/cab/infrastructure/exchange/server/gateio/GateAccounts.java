package cab.infrastructure.exchange.server.gateio;

import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Access.OWNER;
import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Quota.ACCOUNT;
import static cab.infrastructure.exchange.server.gateio.GateEndpoint.Quota.WALLET;

import cab.application.port.Balance;
import cab.domain.market.Symbol;
import cab.infrastructure.exchange.server.WireNumbers;
import cab.infrastructure.exchange.simulated.Trade;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Balances, fees and trades of an account. Stateless, thread-safe. */
final class GateAccounts {

    private static final int FEE_PAIRS_MAX = 50;

    private static final Comparator<Trade> LATEST_FIRST = Comparator.comparingLong(
                    (Trade trade) -> trade.fill().at().toEpochMilli())
            .thenComparingLong(trade -> Long.parseLong(trade.fill().tradeId().value()))
            .reversed();

    private GateAccounts() {}

    static List<GateEndpoint> endpoints() {
        return List.of(
                new GateEndpoint("GET", "/spot/accounts", OWNER, ACCOUNT, GateAccounts::balances),
                new GateEndpoint("GET", "/spot/my_trades", OWNER, ACCOUNT, GateAccounts::trades),
                new GateEndpoint("GET", "/wallet/fee", OWNER, WALLET, GateAccounts::fee),
                new GateEndpoint("GET", "/spot/fee", OWNER, WALLET, GateAccounts::fee),
                new GateEndpoint("GET", "/spot/batch_fee", OWNER, ACCOUNT, GateAccounts::batchFee),
                new GateEndpoint("GET", "/account/detail", OWNER, ACCOUNT, GateAccounts::detail),
                new GateEndpoint("GET", "/account/main_keys", OWNER, ACCOUNT, GateAccounts::keys));
    }

    private static GateAnswer balances(GateCall call) {
        Optional<String> wanted = call.parameters().text("currency");
        List<Balance> balances =
                call.world().venue().ask(desk -> desk.exchange().balances(call.account()));
        long updateId = call.world().clock().nowMs();
        ArrayNode rows = GateJson.array();
        for (Balance balance : balances) {
            if (wanted.isEmpty() || wanted.get().equals(balance.currency().code())) {
                rows.addObject()
                        .put("currency", balance.currency().code())
                        .put("available", WireNumbers.number(balance.free().amount()))
                        .put("locked", WireNumbers.number(balance.locked().amount()))
                        .put("update_id", updateId);
            }
        }
        return GateAnswer.ok(rows);
    }

    private static GateAnswer trades(GateCall call) {
        GatePage page = GatePage.of(call.parameters(), GatePage.LIMIT_MAX);
        GateWindow window = GateWindow.of(call);
        Optional<String> orderId = call.parameters().text("order_id");
        List<Symbol> symbols = call.pair("currency_pair").map(List::of).orElseGet(call.world()::symbols);
        long lagMs = call.request().lag().toMillis();
        long nowMs = call.world().clock().nowMs();
        List<Trade> found = new ArrayList<>();
        call.world()
                .venue()
                .ask(desk -> symbols.stream()
                        .map(symbol -> desk.exchange().trades(call.account(), symbol))
                        .toList())
                .forEach(trades -> trades.stream()
                        .filter(trade -> lagMs == 0 || trade.fill().at().toEpochMilli() <= nowMs - lagMs)
                        .filter(trade -> window.holds(trade.fill().at().toEpochMilli()))
                        .filter(trade -> orderId.isEmpty() || orderId.get().equals(Long.toString(trade.orderId())))
                        .forEach(found::add));
        found.sort(LATEST_FIRST);
        ArrayNode rows = GateJson.array();
        page.of(found).forEach(trade -> rows.add(GateOrderJson.trade(trade)));
        return GateAnswer.ok(rows);
    }

    private static GateAnswer fee(GateCall call) {
        Symbol symbol = call.pair("currency_pair")
                .orElseGet(() -> call.world().symbols().getFirst());
        return GateAnswer.ok(fee(call, symbol));
    }

    private static GateAnswer batchFee(GateCall call) {
        List<String> pairs =
                Arrays.asList(call.parameters().required("currency_pairs").split(",", -1));
        if (pairs.size() > FEE_PAIRS_MAX) {
            throw new GateError(400, "TOO_MANY_CURRENCY_PAIRS", "Too many currency pairs");
        }
        ObjectNode fees = GateJson.object();
        pairs.forEach(pair -> fees.set(pair, fee(call, call.world().symbol(pair))));
        return GateAnswer.ok(fees);
    }

    private static ObjectNode fee(GateCall call, Symbol symbol) {
        var fees = call.world().board(symbol).instrument().fees();
        String maker = WireNumbers.number(fees.maker().fraction());
        String taker = WireNumbers.number(fees.taker().fraction());
        return GateJson.object()
                .put("user_id", call.owner().userId())
                .put("taker_fee", taker)
                .put("maker_fee", maker)
                .put("gt_discount", false)
                .put("gt_taker_fee", "0")
                .put("gt_maker_fee", "0")
                .put("loan_fee", "0.18")
                .put("point_type", "1")
                .put("currency_pair", GateWorld.pairOf(symbol))
                .put("debit_fee", 3);
    }

    private static GateAnswer detail(GateCall call) {
        ObjectNode detail = GateJson.object().put("user_id", call.owner().userId());
        detail.putArray("ip_whitelist");
        detail.putArray("currency_pairs");
        detail.putObject("key").put("mode", 1);
        return GateAnswer.ok(detail.put("tier", 0)
                .put("tier_expire_time", "0001-01-01T00:00:00Z")
                .put("copy_trading_role", 0));
    }

    /** The caller's own key alone, its end hidden. */
    private static GateAnswer keys(GateCall call) {
        String name = call.owner().key();
        ArrayNode rows = GateJson.array();
        ObjectNode key = rows.addObject()
                .put("state", 1)
                .put("mode", 1)
                .put("name", call.account().name())
                .put("user_id", call.owner().userId());
        ArrayNode rights = key.putArray("perms");
        rights.addObject().put("name", "spot").put("read_only", false);
        rights.addObject().put("name", "account").put("read_only", true);
        rights.addObject().put("name", "wallet").put("read_only", !call.world().keysWithdraw());
        key.putArray("ip_whitelist");
        key.putArray("currency_pairs");
        key.put("key", name.substring(0, (name.length() + 1) / 2) + "*****");
        return GateAnswer.ok(rows);
    }
}
