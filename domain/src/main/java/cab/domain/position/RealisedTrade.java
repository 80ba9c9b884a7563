package cab.domain.position;

import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.order.TradeId;
import java.time.Instant;

/**
 * What one fill, nearly always a sell, earned or lost. All money in quote. Immutable.
 *
 * @param tradeId the fill that realised it
 * @param symbol what was sold
 * @param quantity base that left lots that were held, a fee in base included
 * @param proceeds what the sale brought, before its fee
 * @param cost what that base had cost, its entry fees included
 * @param fees the fee of the sale in quote, or valued in it; zero for a fee in base, which is part of the cost
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
