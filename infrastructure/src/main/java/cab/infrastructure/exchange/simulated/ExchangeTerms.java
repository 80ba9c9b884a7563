package cab.infrastructure.exchange.simulated;

/**
 * How the simulated exchange behaves. Immutable.
 *
 * @param fills what a fill costs and how much can be filled
 * @param latency how long messages travel
 * @param orders which orders are taken
 * @param seed of everything that is drawn by chance
 */
public record ExchangeTerms(FillRules fills, Latency latency, OrderPolicy orders, long seed) {

    /** The honest defaults. */
    public static ExchangeTerms honest(long seed) {
        return new ExchangeTerms(FillRules.honest(), Latency.typical(), OrderPolicy.likeGateio(), seed);
    }

    public ExchangeTerms withFills(FillRules other) {
        return new ExchangeTerms(other, latency, orders, seed);
    }

    public ExchangeTerms withLatency(Latency other) {
        return new ExchangeTerms(fills, other, orders, seed);
    }

    public ExchangeTerms withOrders(OrderPolicy other) {
        return new ExchangeTerms(fills, latency, other, seed);
    }
}
