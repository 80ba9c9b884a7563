package cab.domain.signal;

import cab.domain.strategy.Signal;

/** Joins the technical opinion with a second one, if there is one. Owned by one thread. */
@FunctionalInterface
public interface Fusion {

    /** The opinion that remains. Allocates nothing when nothing is asked for. */
    Signal fuse(Signal technical);

    /** No second opinion: the technical one stands. */
    static Fusion technicalOnly() {
        return technical -> technical;
    }
}
