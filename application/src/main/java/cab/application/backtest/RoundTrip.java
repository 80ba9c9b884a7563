package cab.application.backtest;

import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;

/**
 * One position from nothing held to nothing held. Times are those at which the exchange filled. Immutable.
 *
 * @param entered first purchase and last sale: when
 * @param exited last sale
 * @param entryPrice average of the purchases, fees not included, to 34 digits
 * @param exitPrice average of the sales, fees not included, to 34 digits
 * @param quantity base bought, before fees in base
 * @param stake quote paid for it, before fees in quote
 * @param pnl what it earned or lost, all fees included
 * @param fees of all its fills in quote; those in base valued at their fill, those in a third coin where there is a
 *     price for it
 * @param barsHeld candles that closed while it was held
 * @param worstPercent the lowest price while it was held, over the entry price, less one, in percent; at most 0
 * @param bestPercent the highest price while it was held, likewise; at least 0
 * @param reason why it was sold: the reason of the first sale
 * @param fills how many fills it took, purchases and sales
 */
public record RoundTrip(
        Instant entered,
        Instant exited,
        Price entryPrice,
        Price exitPrice,
        Quantity quantity,
        Money stake,
        Money pnl,
        Money fees,
        int barsHeld,
        double worstPercent,
        double bestPercent,
        ExitReason reason,
        int fills) {

    /** Whether it earned more than nothing, all fees included. */
    public boolean isWin() {
        return pnl.isPositive();
    }

    /** What it earned or lost as a share of its stake, in percent. */
    public double profitPercent() {
        return pnl.amount()
                .multiply(BigDecimal.valueOf(100))
                .divide(stake.amount(), MathContext.DECIMAL64)
                .doubleValue();
    }

    /** From the first purchase to the last sale. */
    public Duration held() {
        return Duration.between(entered, exited);
    }
}
