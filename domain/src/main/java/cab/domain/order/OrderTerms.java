package cab.domain.order;

import cab.domain.market.Symbol;
import cab.domain.money.Price;
import java.util.Optional;

/**
 * What the exchange is asked for. Immutable.
 *
 * @param symbol what is traded
 * @param side direction
 * @param type how it meets the market
 * @param size how much; an amount of quote for a market buy only
 * @param limit the limit price of a {@link OrderType#LIMIT} order, empty for others
 * @param trigger the trigger price of a {@link OrderType#STOP_MARKET} order, empty for others
 */
public record OrderTerms(
        Symbol symbol, Side side, OrderType type, OrderSize size, Optional<Price> limit, Optional<Price> trigger) {

    public OrderTerms {
        if (limit.isPresent() != (type == OrderType.LIMIT)) {
            throw new IllegalArgumentException("a limit price belongs to LIMIT orders alone, type was " + type);
        }
        if (trigger.isPresent() != (type == OrderType.STOP_MARKET)) {
            throw new IllegalArgumentException("a trigger price belongs to STOP_MARKET orders alone, type was " + type);
        }
        if (size instanceof OrderSize.OfQuote spend) {
            if (side != Side.BUY || type != OrderType.MARKET) {
                throw new IllegalArgumentException(
                        "an amount of quote sizes market buys alone, was " + type + " " + side);
            }
            if (!spend.amount().currency().equals(symbol.quote())) {
                throw new IllegalArgumentException(
                        "amount to spend on " + symbol + " must be in " + symbol.quote() + ", was " + spend.amount());
            }
        }
    }

    public static OrderTerms market(Symbol symbol, Side side, OrderSize size) {
        return new OrderTerms(symbol, side, OrderType.MARKET, size, Optional.empty(), Optional.empty());
    }

    public static OrderTerms limit(Symbol symbol, Side side, OrderSize.OfBase size, Price limit) {
        return new OrderTerms(symbol, side, OrderType.LIMIT, size, Optional.of(limit), Optional.empty());
    }

    public static OrderTerms stop(Symbol symbol, Side side, OrderSize.OfBase size, Price trigger) {
        return new OrderTerms(symbol, side, OrderType.STOP_MARKET, size, Optional.empty(), Optional.of(trigger));
    }
}
