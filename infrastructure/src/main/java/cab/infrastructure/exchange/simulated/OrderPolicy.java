package cab.infrastructure.exchange.simulated;

import java.time.Duration;

/**
 * Which orders the exchange takes, beyond the rules of the instrument. Immutable.
 *
 * @param duplicates what happens to an order under a client order id that a remembered order already has
 * @param openOrdersMax open orders of one account on one symbol
 * @param ordersRemembered ended orders and fills of one account on one symbol that can be asked for; older ones are
 *     forgotten, unless a store keeps them
 * @param stopLifetime a stop that has rested for so long expires; zero for never
 */
public record OrderPolicy(Duplicates duplicates, int openOrdersMax, int ordersRemembered, Duration stopLifetime) {

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
        if (stopLifetime.isNegative()) {
            throw new IllegalArgumentException("stop lifetime must not be negative, was " + stopLifetime);
        }
    }

    /** A policy whose stops never expire. */
    public OrderPolicy(Duplicates duplicates, int openOrdersMax, int ordersRemembered) {
        this(duplicates, openOrdersMax, ordersRemembered, Duration.ZERO);
    }

    /** Duplicates are taken, 1,000 orders may be open, 20,000 are remembered, stops do not expire. */
    public static OrderPolicy likeGateio() {
        return new OrderPolicy(Duplicates.TAKEN, 1_000, 20_000);
    }

    /** The same, and at most {@code atMost} ended orders and fills are remembered. */
    OrderPolicy remembering(int atMost) {
        return new OrderPolicy(duplicates, openOrdersMax, Math.min(ordersRemembered, atMost), stopLifetime);
    }

    public OrderPolicy withStopLifetime(Duration lifetime) {
        return new OrderPolicy(duplicates, openOrdersMax, ordersRemembered, lifetime);
    }
}
