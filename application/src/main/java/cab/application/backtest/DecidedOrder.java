package cab.application.backtest;

import cab.domain.market.Symbol;
import cab.domain.money.Price;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderType;
import cab.domain.order.Side;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * One order as it was decided: what two runs are compared by. Immutable.
 *
 * @param at when it was decided
 * @param symbol what was to be traded
 * @param side direction
 * @param type how it meets the market
 * @param size quantity of base, or amount of quote to spend
 * @param price limit or trigger price, or, for a market order, the price that it was decided at
 */
public record DecidedOrder(Instant at, Symbol symbol, Side side, OrderType type, OrderSize size, Price price) {

    static DecidedOrder of(OrderIntent intent) {
        Price price = intent.terms().limit().or(intent.terms()::trigger).orElse(intent.reference());
        return new DecidedOrder(
                intent.decidedAt(),
                intent.symbol(),
                intent.side(),
                intent.terms().type(),
                intent.terms().size(),
                price);
    }

    /** SHA-256 over {@code orders}, in hexadecimal: what two runs are compared by at a glance. */
    public static String hashOf(List<DecidedOrder> orders) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (DecidedOrder order : orders) {
                digest.update(order.line().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** One line without anything that depends on machine, time zone or locale. */
    String line() {
        String amount = switch (size) {
            case OrderSize.OfBase base -> base.quantity().toString();
            case OrderSize.OfQuote spend -> spend.amount().toString();
        };
        return at.toEpochMilli() + "|" + symbol + "|" + side + "|" + type + "|" + amount + "|" + price + "\n";
    }
}
