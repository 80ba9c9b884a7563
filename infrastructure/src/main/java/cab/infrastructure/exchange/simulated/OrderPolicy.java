package cab.infrastructure.exchange.simulated;

/**
 * Which orders the exchange takes, beyond the rules of the instrument. Immutable.
 *
 * @param duplicates what happens to an order under a client order id that a remembered order already has
 * @param openOrdersMax open orders of one account on one symbol
 * @param ordersRemembered ended orders and fills of one account on one symbol that can be asked for; older ones are
 *     forgotten, unless a store keeps them
 */
public record OrderPolicy(Duplicates duplicates, int openOrdersMax, int ordersRemembered) {

    /** What a second order under one client order id meets. */
    public enum Duplicates {
        /** It is taken, and lookups by the id find it in place of the first: what Gate.io does. */
        TAKEN,
        /** It is refused: what Bybit does. */
        REFUSED
    }

    public OrderPolicy {
        if (openOrdersMax < 1 || ordersRemembered < 1) {
            throw new IllegalArgumentException(
                    "limits must be at least 1, were " + openOrdersMax + " and " + ordersRemembered);
        }
    }

    /** Duplicates are taken, 1,000 orders may be open, 20,000 are remembered. */
    public static OrderPolicy likeGateio() {
        return new OrderPolicy(Duplicates.TAKEN, 1_000, 20_000);
    }
}
