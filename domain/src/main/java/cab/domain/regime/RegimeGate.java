package cab.domain.regime;

/** Tells the regime of the moment. Owned by one thread. */
@FunctionalInterface
public interface RegimeGate {

    MarketRegime regime();

    /** No gate: the regime is always {@link MarketRegime#RISK_ON}. */
    static RegimeGate alwaysRiskOn() {
        return () -> MarketRegime.RISK_ON;
    }
}
