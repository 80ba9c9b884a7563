package cab.infrastructure.exchange.server.gateio;

import java.time.Duration;

/**
 * Where Gate.io is said to behave in more than one way, which of them. Immutable.
 *
 * @param nameKept how long behind its end an order is found by its name
 * @param limitsRate whether the limits on how often one may ask are kept
 * @param keysWithdraw whether keys have the right to withdraw, as far as is told of them
 */
public record GateRules(Duration nameKept, boolean limitsRate, boolean keysWithdraw) {

    /** Names are kept for an hour, and the limits hold. */
    public static GateRules usual() {
        return new GateRules(Duration.ofHours(1), true, false);
    }

    /** The same, but only open orders are found by name. */
    public GateRules withNamesOfOpenOrdersAlone() {
        return new GateRules(Duration.ZERO, limitsRate, keysWithdraw);
    }

    /** The same, without limits: to measure. */
    public GateRules withoutRateLimits() {
        return new GateRules(nameKept, false, keysWithdraw);
    }

    /** The same, with keys that are said to have the right to withdraw. */
    public GateRules withKeysThatWithdraw() {
        return new GateRules(nameKept, limitsRate, true);
    }
}
