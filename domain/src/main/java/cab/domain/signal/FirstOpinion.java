package cab.domain.signal;

import cab.domain.strategy.Signal;

/** Follows the first listed strategy that asks for something. Immutable. */
public final class FirstOpinion implements SignalAggregator {

    @Override
    public Signal aggregate(Signal[] signals) {
        boolean warm = false;
        for (Signal signal : signals) {
            if (signal.isOpinion()) {
                return signal;
            }
            warm |= !signal.isWarmingUp();
        }
        return warm ? Signal.HOLD : Signal.WARMING_UP;
    }
}
