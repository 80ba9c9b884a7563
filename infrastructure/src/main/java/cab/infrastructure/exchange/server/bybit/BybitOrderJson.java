package cab.infrastructure.exchange.server.bybit;

import cab.domain.money.Price;
import cab.domain.order.Fill;
import cab.domain.order.LiquiditySide;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.OrderType;
import cab.domain.order.Side;
import cab.infrastructure.exchange.server.WireNumbers;
import cab.infrastructure.exchange.simulated.Ending;
import cab.infrastructure.exchange.simulated.OrderStatement;
import cab.infrastructure.exchange.simulated.Trade;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;

/** Orders and fills as Bybit writes them, in answers and in the stream. Stateless, thread-safe. */
final class BybitOrderJson {

    static final String STOP = "tpslOrder";

    private static final String NONE = "0";

    private BybitOrderJson() {}

    static ObjectNode order(OrderStatement order) {
        OrderTerms terms = order.placement().terms();
        boolean isLimit = terms.type() == OrderType.LIMIT;
        boolean isInQuote = terms.size() instanceof OrderSize.OfQuote;
        BigDecimal average = order.filled().signum() == 0
                ? BigDecimal.ZERO
                : order.spent().divide(order.filled(), MathContext.DECIMAL64);
        return BybitJson.object()
                .put("category", "spot")
                .put("orderId", Long.toString(order.id()))
                .put("orderLinkId", linkId(order))
                .put("blockTradeId", "")
                .put("symbol", BybitWorld.pairOf(terms.symbol()))
                .put("price", terms.limit().map(Price::toString).orElse(NONE))
                .put("qty", quantity(terms))
                .put("side", side(terms.side()))
                .put("isLeverage", NONE)
                .put("orderStatus", status(order))
                .put("cancelType", order.ending() == Ending.CANCELLED ? "CancelByUser" : "UNKNOWN")
                .put("rejectReason", reason(order))
                .put("avgPrice", average.signum() == 0 ? "" : WireNumbers.number(average))
                .put("leavesQty", isInQuote ? NONE : WireNumbers.number(order.left()))
                .put("leavesValue", isInQuote ? WireNumbers.number(order.left()) : NONE)
                .put("cumExecQty", WireNumbers.number(order.filled()))
                .put("cumExecValue", WireNumbers.number(order.spent()))
                .put("cumExecFee", WireNumbers.number(order.fee().amount()))
                .put("timeInForce", timeInForce(order))
                .put("orderType", isLimit ? "Limit" : "Market")
                .put("stopOrderType", isStop(terms) ? STOP : "")
                .put("marketUnit", isLimit ? "" : (isInQuote ? "quoteCoin" : "baseCoin"))
                .put("triggerPrice", terms.trigger().map(Price::toString).orElse("0.00"))
                .put("triggerDirection", 0)
                .put("basePrice", "")
                .put("createdTime", Long.toString(order.placedAtMs()))
                .put("updatedTime", Long.toString(order.updatedAtMs()));
    }

    static ObjectNode execution(Trade trade) {
        Fill fill = trade.fill();
        return BybitJson.object()
                .put("category", "spot")
                .put("symbol", BybitWorld.pairOf(fill.symbol()))
                .put("orderId", Long.toString(trade.orderId()))
                .put("orderLinkId", trade.isNamed() ? fill.clientOrderId().value() : "")
                .put("side", side(fill.side()))
                .put("execFee", WireNumbers.number(fill.fee().amount()))
                .put("feeCurrency", fill.fee().currency().code())
                .put("execId", fill.tradeId().value())
                .put("execPrice", WireNumbers.number(fill.price().value()))
                .put("execQty", WireNumbers.number(fill.quantity().value()))
                .put("execType", "Trade")
                .put("execValue", WireNumbers.number(fill.notional().amount()))
                .put("isMaker", fill.liquidity() == LiquiditySide.MAKER)
                .put("execTime", Long.toString(fill.at().toEpochMilli()));
    }

    static boolean isStop(OrderTerms terms) {
        return terms.type() == OrderType.STOP_MARKET;
    }

    static String linkId(OrderStatement order) {
        return order.placement().isNamed() ? order.placement().clientOrderId().value() : "";
    }

    private static String side(Side side) {
        return side == Side.BUY ? "Buy" : "Sell";
    }

    private static String quantity(OrderTerms terms) {
        return switch (terms.size()) {
            case OrderSize.OfBase base -> WireNumbers.number(base.quantity().value());
            case OrderSize.OfQuote quote -> WireNumbers.number(quote.amount().amount());
        };
    }

    private static String status(OrderStatement order) {
        boolean isFilled = order.filled().signum() > 0;
        if (order.isOpen()) {
            String waiting = isStop(order.placement().terms()) ? "Untriggered" : "New";
            return isFilled ? "PartiallyFilled" : waiting;
        }
        if (order.ending() == Ending.FILLED) {
            return "Filled";
        }
        return isFilled ? "PartiallyFilledCanceled" : "Cancelled";
    }

    private static String reason(OrderStatement order) {
        return switch (order.ending()) {
            case NONE, FILLED -> "EC_NoError";
            case CANCELLED, EXPIRED -> "EC_PerCancelRequest";
            case NOT_IMMEDIATE -> "EC_NoImmediateQtyToFill";
            case TOO_SMALL, OUT_OF_FUNDS -> "EC_Others";
        };
    }

    private static String timeInForce(OrderStatement order) {
        return switch (order.placement().timeInForce()) {
            case GOOD_TILL_CANCELLED -> "GTC";
            case IMMEDIATE_OR_CANCEL -> "IOC";
            case FILL_OR_KILL -> "FOK";
            case POST_ONLY -> "PostOnly";
        };
    }
}
