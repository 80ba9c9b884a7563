package cab.domain.order;

import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * One execution of an order, as the exchange reports it; a fact that is never changed and counted once. Immutable.
 *
 * @param tradeId the exchange's name for it: within one exchange, account and symbol it makes the fill unique
 * @param clientOrderId the order it belongs to
 * @param symbol what was traded
 * @param side direction of the order
 * @param price what one unit cost
 * @param quantity base that changed hands, before any fee in base; positive
 * @param fee what the exchange took, in any coin; negative for a rebate
 * @param liquidity whether the order rested
 * @param at when the exchange executed it
 */
public record Fill(
        TradeId tradeId,
        ClientOrderId clientOrderId,
        Symbol symbol,
        Side side,
        Price price,
        Quantity quantity,
        Money fee,
        LiquiditySide liquidity,
        Instant at) {

    public Fill {
        if (!quantity.isPositive()) {
            throw new IllegalArgumentException("fill quantity must be positive, was " + quantity);
        }
    }

    /** Price times quantity in quote, fee not included, rounded to 18 digits. */
    public Money notional() {
        return price.times(quantity, symbol.quote(), RoundingMode.HALF_EVEN);
    }

    /** The part of the fee that was taken in {@code currency}; zero when it was taken in another. */
    public Money feeIn(Currency currency) {
        return fee.currency().equals(currency) ? fee : Money.zero(currency);
    }
}
