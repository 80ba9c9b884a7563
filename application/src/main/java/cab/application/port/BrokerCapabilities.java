package cab.application.port;

import java.time.Duration;

/**
 * What an exchange account can do beyond market orders, cancellation, lookups and balances, which all need. Immutable.
 *
 * @param venue the name of the exchange, lower case
 * @param limitOrders whether limit orders can be placed
 * @param stopOrders whether stop orders can rest at the exchange
 * @param marketBuyByQuote whether a market buy can be sized in quote
 * @param stopLifetime a stop that rests for longer is ended by the exchange, in market time; zero when it never is
 * @param visibility what it shows of orders, fills and balances is never older, in process time; zero when it always
 *     shows what is
 * @param orderLifetime the exchange refuses a request to place an order that reaches it later than this after the order
 *     was decided, in market time; zero when it guarantees no such thing
 */
public record BrokerCapabilities(
        String venue,
        boolean limitOrders,
        boolean stopOrders,
        boolean marketBuyByQuote,
        Duration stopLifetime,
        Duration visibility,
        Duration orderLifetime) {

    public BrokerCapabilities {
        if (stopLifetime.isNegative()) {
            throw new IllegalArgumentException("stop lifetime must not be negative, was " + stopLifetime);
        }
        if (visibility.isNegative()) {
            throw new IllegalArgumentException("visibility must not be negative, was " + visibility);
        }
        if (orderLifetime.isNegative()) {
            throw new IllegalArgumentException("order lifetime must not be negative, was " + orderLifetime);
        }
    }
}
