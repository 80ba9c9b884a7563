package cab.application.backtest;

/**
 * What became of the orders of a backtest. Immutable.
 *
 * @param decided all orders
 * @param entriesUnfilled purchases that ended without a fill
 * @param entriesPartly purchases that ended with a part of what was wanted
 * @param exitsUnfilled sales that ended without a fill
 * @param exitsPartly sales that ended with a part of what was wanted
 * @param refused orders that the exchange did not take; they are among the unfilled
 * @param shortOfVolume orders of which a part had to wait because a candle had too little volume
 */
public record OrderCounts(
        int decided,
        int entriesUnfilled,
        int entriesPartly,
        int exitsUnfilled,
        int exitsPartly,
        int refused,
        long shortOfVolume) {

    /** These and others. */
    OrderCounts plus(OrderCounts other) {
        return new OrderCounts(
                decided + other.decided,
                entriesUnfilled + other.entriesUnfilled,
                entriesPartly + other.entriesPartly,
                exitsUnfilled + other.exitsUnfilled,
                exitsPartly + other.exitsPartly,
                refused + other.refused,
                shortOfVolume + other.shortOfVolume);
    }
}
