package cab.application.backtest;

import cab.domain.money.Money;

/**
 * What only the exchange of a backtest can count. Immutable.
 *
 * @param spreadPaid half the distance of bid and ask of every fill that took, in quote
 * @param slippagePaid what taking cost beyond that, and the rounding of prices to ticks, in quote
 * @param detail how well it was known what came first inside a candle
 * @param shortOfVolume orders of which a part had to wait because a candle had too little volume
 */
public record VenueTally(Money spreadPaid, Money slippagePaid, CandleDetail detail, long shortOfVolume) {}
