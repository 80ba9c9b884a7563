package cab.application.port;

/**
 * What an exchange account can do beyond market orders, cancellation, lookups and balances, which all need. Immutable.
 *
 * @param venue the name of the exchange, lower case
 * @param limitOrders whether limit orders can be placed
 * @param stopOrders whether stop orders can rest at the exchange
 * @param marketBuyByQuote whether a market buy can be sized in quote
 */
public record BrokerCapabilities(String venue, boolean limitOrders, boolean stopOrders, boolean marketBuyByQuote) {}
