package cab.infrastructure.exchange.server.gateio;

import java.time.Duration;

/**
 * Where Gate.io is said to behave in more than one way, which of them. Immutable.
 *
 * @param nameKept how long behind its end an order is found by its name
 * @param limitsRate whether the limits on how often one may ask are kept
 */
public record GateRules(Duration nameKept, boolean limitsRate) {

    /** Names are kept for an hour, and the limits hold. */
    public static GateRules usual() {
        return new GateRules(Duration.ofHours(1), true);
    }

    /** The same, but only open orders are found by name. */
    public GateRules withNamesOfOpenOrdersAlone() {
        return new GateRules(Duration.ZERO, limitsRate);
    }

    /** The same, without limits: to measure. */
    public GateRules withoutRateLimits() {
        return new GateRules(nameKept, false);
    }
}
