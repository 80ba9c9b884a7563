package cab.domain.signal;

import cab.domain.strategy.Signal;

/** Makes one opinion out of those of all strategies. Allocates nothing unless something is asked for. Immutable. */
@FunctionalInterface
public interface SignalAggregator {

    /**
     * The common opinion. {@link Signal#WARMING_UP} when all strategies are warming up.
     *
     * @param signals one per strategy, in the order the strategies are listed; at least one, not changed
     */
    Signal aggregate(Signal[] signals);
}
