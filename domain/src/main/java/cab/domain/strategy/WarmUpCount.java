package cab.domain.strategy;

/** Counts candles until the warm-up is over. Owned by one thread. */
final class WarmUpCount {

    private final int needed;
    private int seen;

    WarmUpCount(int needed) {
        this.needed = needed;
    }

    /** Counts a candle, and says whether it still belongs to the warm-up. */
    boolean next() {
        if (seen > needed) {
            return false;
        }
        seen++;
        return seen <= needed;
    }

    int needed() {
        return needed;
    }

    /** Whether the last candle belonged to the warm-up, or there was none. */
    boolean isOpen() {
        return seen <= needed;
    }

    String explain() {
        return "warming up: " + seen + " of " + needed + " candles seen";
    }
}
