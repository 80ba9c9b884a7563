package cab.domain.signal;

import cab.domain.market.ClosedCandle;
import cab.domain.strategy.Signal;

/** Joins the technical opinion with a second one, if there is one. Owned by one thread. */
@FunctionalInterface
public interface Fusion {

    /** The opinion that remains. Allocates nothing when nothing is asked for. */
    Signal fuse(Signal technical);

    /** Takes the next closed candle, before it is asked about it. */
    default void onCandle(ClosedCandle candle) {
        // Whoever has no second opinion needs no candles for it.
    }

    /** How many candles it must have seen before it has a second opinion. */
    default int warmUp() {
        return 0;
    }

    /** How the last opinion came about, in words and numbers; put together only when asked for. */
    default String explain() {
        return "there is no second opinion";
    }

    /** No second opinion: the technical one stands. */
    static Fusion technicalOnly() {
        return technical -> technical;
    }
}
