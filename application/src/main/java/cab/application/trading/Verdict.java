package cab.application.trading;

/** What became of one candle, as a code; put into words when somebody asks why. */
public enum Verdict {
    WARMING_UP("too few candles so far"),
    NO_SIGNAL("no strategy asked for anything"),
    SECOND_OPINION_WEAK("the second opinion left too little of the signal"),
    TREND_DOWN("the higher timeframes go down: no new long position"),
    BUY_ORDERED("bought"),
    SELL_ORDERED("sold"),
    ALREADY_HOLDING("a buy signal, and a position is held already"),
    NOTHING_TO_SELL("a sell signal, and nothing is held"),
    EXIT_UNDERWAY("a sell signal, and the position is being sold already"),
    ORDER_WORKING("an order is still working"),
    NOT_RUNNING("the orchestrator is not running"),
    PAUSED("entries are paused"),
    STALE("the candle was too old when it arrived"),
    REGIME_RISK_OFF("the market regime is risk_off"),
    TOO_SMALL("the amount is below what the exchange accepts"),
    RISK_DENIED("a risk rule said no"),
    DENIED("the order was refused before it was sent");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
