package cab.domain.signal;

import cab.domain.strategy.Action;
import cab.domain.strategy.Signal;

/**
 * Follows the action with more votes than any other. To hold is a vote like buying and selling, a strategy that is
 * warming up holds, and a tie is a hold. The strength is the sum of the strengths of those who agree, divided by the
 * number of all. Immutable.
 */
public final class MajorityVote implements SignalAggregator {

    @Override
    public Signal aggregate(Signal[] signals) {
        int buys = 0;
        int sells = 0;
        boolean warm = false;
        for (Signal signal : signals) {
            switch (signal.action()) {
                case BUY -> buys++;
                case SELL -> sells++;
                case HOLD -> {}
            }
            warm |= !signal.isWarmingUp();
        }
        if (!warm) {
            return Signal.WARMING_UP;
        }
        int holds = signals.length - buys - sells;
        if (buys > sells && buys > holds) {
            return Signal.buy(strengthOf(Action.BUY, signals));
        }
        if (sells > buys && sells > holds) {
            return Signal.sell(strengthOf(Action.SELL, signals));
        }
        return Signal.HOLD;
    }

    private static double strengthOf(Action action, Signal[] signals) {
        double sum = 0;
        for (Signal signal : signals) {
            sum += signal.action() == action ? signal.strength() : 0;
        }
        return sum / signals.length;
    }
}
