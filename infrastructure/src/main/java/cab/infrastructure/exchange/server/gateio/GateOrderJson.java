package cab.infrastructure.exchange.server.gateio;

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
import cab.infrastructure.exchange.simulated.Placement;
import cab.infrastructure.exchange.simulated.TimeInForce;
import cab.infrastructure.exchange.simulated.Trade;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Orders and trades as Gate.io writes them. Stateless, thread-safe. */
final class GateOrderJson {

    private static final String NONE = "0";

    private GateOrderJson() {}

    /** All fields of an order. */
    static ObjectNode order(OrderStatement order, String amendText) {
        Placement placement = order.placement();
        OrderTerms terms = placement.terms();
        BigDecimal average = average(order);
        return GateJson.object()
                .put("id", Long.toString(order.id()))
                .put("text", text(placement))
                .put("amend_text", amendText)
                .put("create_time", GateJson.seconds(order.placedAtMs()))
                .put("update_time", GateJson.seconds(order.updatedAtMs()))
                .put("create_time_ms", order.placedAtMs())
                .put("update_time_ms", order.updatedAtMs())
                .put("status", status(order))
                .put("currency_pair", GateWorld.pairOf(terms.symbol()))
                .put("type", type(terms))
                .put("account", "spot")
                .put("side", side(terms.side()))
                .put("amount", amount(terms))
                .put("price", terms.limit().map(Price::toString).orElse(NONE))
                .put("time_in_force", timeInForce(placement))
                .put("iceberg", NONE)
                .put("left", WireNumbers.number(order.left()))
                .put("filled_amount", WireNumbers.number(order.filled()))
                .put("fill_price", WireNumbers.number(order.spent()))
                .put("filled_total", WireNumbers.number(order.spent()))
                .put("avg_deal_price", WireNumbers.number(average))
                .put("fee", WireNumbers.number(order.fee().amount()))
                .put("fee_currency", order.fee().currency().code())
                .put("point_fee", NONE)
                .put("gt_fee", NONE)
                .put("gt_maker_fee", NONE)
                .put("gt_taker_fee", NONE)
                .put("gt_discount", false)
                .put("rebated_fee", NONE)
                .put("rebated_fee_currency", rebated(terms))
                .put("finish_as", finishAs(order));
    }

    /** All fields of a trade. */
    static ObjectNode trade(Trade trade) {
        Fill fill = trade.fill();
        long atMs = fill.at().toEpochMilli();
        return GateJson.object()
                .put("id", fill.tradeId().value())
                .put("create_time", GateJson.seconds(atMs))
                .put("create_time_ms", atMs + ".000000")
                .put("currency_pair", GateWorld.pairOf(fill.symbol()))
                .put("order_id", Long.toString(trade.orderId()))
                .put("side", side(fill.side()))
                .put("role", role(fill.liquidity()))
                .put("amount", WireNumbers.number(fill.quantity().value()))
                .put("price", WireNumbers.number(fill.price().value()))
                .put("fee", WireNumbers.number(fill.fee().amount()))
                .put("fee_currency", fill.fee().currency().code())
                .put("point_fee", NONE)
                .put("gt_fee", NONE)
                .put("amend_text", "-")
                .put("sequence_id", fill.tradeId().value())
                .put("text", (trade.isNamed() ? "t-" : "") + fill.clientOrderId());
    }

    /** The name that its owner gave it, or where it came from. */
    static String text(Placement placement) {
        return (placement.isNamed() ? GateOrderReader.NAME_PREFIX : "") + placement.clientOrderId();
    }

    static String status(OrderStatement order) {
        if (order.isOpen()) {
            return "open";
        }
        return order.ending() == Ending.FILLED ? "closed" : "cancelled";
    }

    static String finishAs(OrderStatement order) {
        return switch (order.ending()) {
            case NONE -> "open";
            case FILLED -> "filled";
            case CANCELLED, EXPIRED -> "cancelled";
            case NOT_IMMEDIATE -> order.placement().timeInForce() == TimeInForce.FILL_OR_KILL ? "fok" : "ioc";
            case TOO_SMALL -> "small";
            case OUT_OF_FUNDS -> "trader_not_enough";
        };
    }

    static String side(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    static String role(LiquiditySide liquidity) {
        return liquidity.name().toLowerCase(Locale.ROOT);
    }

    static String type(OrderTerms terms) {
        return terms.type() == OrderType.LIMIT ? "limit" : "market";
    }

    static String amount(OrderTerms terms) {
        return switch (terms.size()) {
            case OrderSize.OfBase base -> WireNumbers.number(base.quantity().value());
            case OrderSize.OfQuote quote -> WireNumbers.number(quote.amount().amount());
        };
    }

    static String timeInForce(Placement placement) {
        return switch (placement.timeInForce()) {
            case GOOD_TILL_CANCELLED -> "gtc";
            case IMMEDIATE_OR_CANCEL -> "ioc";
            case FILL_OR_KILL -> "fok";
            case POST_ONLY -> "poc";
        };
    }

    /** Of the fills, to 16 digits; zero without any. */
    static BigDecimal average(OrderStatement order) {
        return order.filled().signum() == 0
                ? BigDecimal.ZERO
                : order.spent().divide(order.filled(), MathContext.DECIMAL64);
    }

    private static String rebated(OrderTerms terms) {
        return (terms.side() == Side.BUY
                        ? terms.symbol().quote()
                        : terms.symbol().base())
                .code();
    }
}
