package cab.domain.market;

import cab.domain.money.Percent;

/**
 * What the exchange takes of a fill, and in which coin. Immutable.
 *
 * @param maker for a fill of an order that rested; may be negative (a rebate)
 * @param taker for a fill of an order that took what rested
 * @param charge the coin that the fee is taken in
 */
public record FeeSchedule(Percent maker, Percent taker, FeeCharge charge) {

    /** The coin in which a fee is taken. */
    public enum FeeCharge {
        /** The coin received: base of a buy, quote of a sell. What Gate.io and most exchanges do. */
        RECEIVED,
        /** The quote currency of every fill. */
        QUOTE
    }
}
