package cab.application.backtest;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What trading has cost. All but {@code feesByCoin} in quote. Immutable.
 *
 * @param fees all fees, those in base valued at their fill, those in a third coin where there is a price for it
 * @param feesByCoin the same as they were taken
 * @param spread half the distance of bid and ask of every fill that took
 * @param slippage what was paid beyond that, and the rounding of prices to ticks
 */
public record PaidCosts(Money fees, SortedMap<Currency, Money> feesByCoin, Money spread, Money slippage) {

    public PaidCosts {
        feesByCoin = Collections.unmodifiableSortedMap(new TreeMap<>(feesByCoin));
    }

    /** Spread and slippage. */
    public Money spreadAndSlippage() {
        return spread.plus(slippage);
    }

    /** Fees, spread and slippage. */
    public Money total() {
        return fees.plus(spreadAndSlippage());
    }
}
