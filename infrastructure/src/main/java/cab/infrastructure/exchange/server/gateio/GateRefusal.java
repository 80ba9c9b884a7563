package cab.infrastructure.exchange.server.gateio;

import cab.domain.market.Instrument;
import cab.infrastructure.exchange.server.WireNumbers;
import cab.infrastructure.exchange.simulated.MarketBoard;
import cab.infrastructure.exchange.simulated.RejectCode;

/** The labels of Gate.io for what the exchange refuses. Stateless, thread-safe. */
final class GateRefusal {

    private GateRefusal() {}

    static GateError of(String code, String reason, MarketBoard board) {
        Instrument instrument = board.instrument();
        return switch (RejectCode.valueOf(code)) {
            case REQUEST_EXPIRED -> expired();
            case UNKNOWN_SYMBOL -> GateError.invalidPair(GateWorld.pairOf(instrument.symbol()));
            case PRICE_TICK, QUANTITY_STEP -> new GateError(400, "INVALID_PRECISION", reason);
            case QUANTITY_TOO_SMALL, NOTIONAL_TOO_SMALL ->
                GateError.invalid("Your order size is too small. The minimum is "
                        + WireNumbers.number(instrument.minNotional().amount()) + " "
                        + instrument.symbol().quote());
            case BALANCE_NOT_ENOUGH -> new GateError(400, "BALANCE_NOT_ENOUGH", "Not enough balance");
            case DUPLICATE_CLIENT_ORDER_ID -> GateError.invalid(reason);
            case TRIGGER_ALREADY_REACHED -> GateError.invalid(reason);
            case TOO_MANY_OPEN_ORDERS -> new GateError(400, "TOO_MANY_ORDERS", "Too many open orders");
            case POST_ONLY_WOULD_TAKE ->
                new GateError(400, "POC_FILL_IMMEDIATELY", "Order would match and take immediately so its cancelled");
            case FILL_OR_KILL_UNFILLABLE -> new GateError(400, "FOK_NOT_FILL", "Order cannot be filled completely");
            case TRADING_HALTED ->
                new GateError(400, "TRADE_RESTRICTED", "Trading of this currency pair is restricted");
            case PRICE_ALREADY_REACHED -> GateError.invalid(reason);
            case NO_CHANGE -> new GateError(400, "NO_CHANGE", "No change in updated order");
        };
    }

    static GateError expired() {
        return new GateError(400, "REQUEST_EXPIRED", "Request has expired");
    }
}
