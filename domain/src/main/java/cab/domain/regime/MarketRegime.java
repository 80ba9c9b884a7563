package cab.domain.regime;

/** Whether the market as a whole welcomes new risk. It bears on purchases only; sales always pass. */
public enum MarketRegime {
    /** New positions may be opened. */
    RISK_ON,
    /** New positions are refused or made smaller. */
    RISK_OFF
}
