package cab.domain.position;

import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.order.TradeId;
import java.time.Instant;

/**
 * What one sell fill earned or lost. All money in quote. Immutable.
 *
 * @param tradeId the fill that realised it
 * @param symbol what was sold
 * @param quantity base sold out of lots that were held
 * @param proceeds what the sale brought, before its fee
 * @param cost what the sold base had cost, its entry fees included
 * @param fees the fee of the sale, valued in quote
 * @param pnl proceeds less cost less fees
 * @param at when
 */
public record RealisedTrade(
        TradeId tradeId,
        Symbol symbol,
        Quantity quantity,
        Money proceeds,
        Money cost,
        Money fees,
        Money pnl,
        Instant at) {}
