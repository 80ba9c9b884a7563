package cab.domain.signal;

import cab.domain.strategy.Signal;

/**
 * What the pipeline made of one candle. The quiet ones are shared, so that keeping the last thousand costs a reference
 * each. Immutable.
 *
 * @param signal what remains to be done
 * @param reason what settled it
 */
public record Decision(Signal signal, Reason reason) {

    static final Decision WARMING_UP = new Decision(Signal.WARMING_UP, Reason.WARMING_UP);
    static final Decision NO_OPINION = new Decision(Signal.HOLD, Reason.NO_OPINION);
    static final Decision TREND_DOWN = new Decision(Signal.HOLD, Reason.TREND_DOWN);
    static final Decision FUSION_WEAK = new Decision(Signal.HOLD, Reason.FUSION_WEAK);

    private static final Decision BUY = new Decision(Signal.BUY, Reason.SIGNAL);
    private static final Decision SELL = new Decision(Signal.SELL, Reason.SIGNAL);

    static Decision act(Signal signal) {
        if (signal.equals(Signal.BUY)) {
            return BUY;
        }
        return signal.equals(Signal.SELL) ? SELL : new Decision(signal, Reason.SIGNAL);
    }

    /** What settled a decision. */
    public enum Reason {
        /** No strategy has seen enough candles. */
        WARMING_UP("warming_up"),
        /** The strategies together ask for nothing. */
        NO_OPINION("no_opinion"),
        /** The strategies would buy; the second opinion leaves too little of it. */
        FUSION_WEAK("fusion_weak"),
        /** A purchase was asked for and goes against the higher timeframes. */
        TREND_DOWN("trend_down"),
        /** The signal stands. */
        SIGNAL("signal");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The stable name, for reports and metrics. */
        public String code() {
            return code;
        }
    }
}
