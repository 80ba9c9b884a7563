package cab.domain.strategy;

/**
 * Whether the price is above the upper of two levels or below the lower one, and what it asks for at the candle at
 * which it gets there: a purchase above, a sale below. Staying there asks for nothing. Owned by one thread.
 */
final class Breakout {

    private boolean above;
    private boolean below;

    /** Takes the next candle; while it belongs to the warm-up it only tells on which side the price begins. */
    Signal next(boolean isAbove, boolean isBelow, boolean warming) {
        boolean rises = isAbove && !above;
        boolean falls = isBelow && !below;
        above = isAbove;
        below = isBelow;
        if (warming) {
            return Signal.WARMING_UP;
        }
        if (rises) {
            return Signal.BUY;
        }
        return falls ? Signal.SELL : Signal.HOLD;
    }

    boolean isAbove() {
        return above;
    }

    boolean isBelow() {
        return below;
    }
}
