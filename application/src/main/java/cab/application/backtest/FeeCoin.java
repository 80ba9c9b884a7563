package cab.application.backtest;

import cab.domain.money.Currency;
import cab.domain.money.Percent;

/**
 * A coin of the exchange's own that pays the fees, at a discount. It is taken to be bought for quote at each fill, for
 * just as much as the fee: what its own price does meanwhile plays no part. Immutable.
 *
 * @param coin such as GT or BNB
 * @param discount of the usual fee
 */
public record FeeCoin(Currency coin, Percent discount) {}
