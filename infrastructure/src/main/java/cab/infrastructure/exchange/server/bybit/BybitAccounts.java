package cab.infrastructure.exchange.server.bybit;

import cab.application.port.Balance;
import cab.domain.market.FeeSchedule;
import cab.infrastructure.exchange.server.WireNumbers;
import cab.infrastructure.exchange.simulated.MarketBoard;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Balances, fees and rights of an account. Stateless, thread-safe. */
final class BybitAccounts {

    private BybitAccounts() {}

    static List<BybitEndpoint> endpoints() {
        return List.of(
                BybitEndpoint.question("/v5/account/wallet-balance", BybitAccounts::wallet),
                BybitEndpoint.question("/v5/account/fee-rate", BybitAccounts::fees),
                BybitEndpoint.question("/v5/user/query-api", BybitAccounts::rights));
    }

    private static ObjectNode wallet(BybitCall call) {
        if (call.parameter("accountType").filter("UNIFIED"::equals).isEmpty()) {
            throw BybitError.wrong("accountType only support UNIFIED.");
        }
        List<Balance> balances =
                call.world().venue().ask(desk -> desk.exchange().balances(call.account()));
        ObjectNode result = BybitJson.object();
        result.putArray("list").add(account(balances));
        return result;
    }

    static ObjectNode account(List<Balance> balances) {
        ObjectNode account = BybitJson.object().put("accountType", "UNIFIED");
        ArrayNode coins = account.putArray("coin");
        balances.forEach(balance -> {
            String total = WireNumbers.number(balance.total().amount());
            coins.addObject()
                    .put("coin", balance.currency().code())
                    .put("equity", total)
                    .put("walletBalance", total)
                    .put("locked", WireNumbers.number(balance.locked().amount()))
                    .put("spotBorrow", "0")
                    .put("availableToWithdraw", "");
        });
        return account;
    }

    private static ObjectNode fees(BybitCall call) {
        call.requireSpot();
        MarketBoard board = call.board();
        FeeSchedule fees = board.instrument().fees();
        ObjectNode result = BybitJson.object();
        result.putArray("list")
                .addObject()
                .put("symbol", BybitWorld.pairOf(board.instrument().symbol()))
                .put("takerFeeRate", WireNumbers.number(fees.taker().value().movePointLeft(2)))
                .put("makerFeeRate", WireNumbers.number(fees.maker().value().movePointLeft(2)));
        return result;
    }

    /** Every key may trade, and nothing else. */
    private static ObjectNode rights(BybitCall call) {
        ObjectNode result = BybitJson.object()
                .put("id", Long.toString(call.owner().key().userId()))
                .put("apiKey", call.owner().key().key())
                .put("readOnly", 0)
                .put("uta", 1);
        ObjectNode permissions = result.putObject("permissions");
        permissions.putArray("Spot").add("SpotTrade");
        permissions.putArray("Wallet");
        permissions.putArray("ContractTrade");
        result.putArray("ips").add("*");
        return result;
    }
}
