package cab.application.backtest;

import cab.domain.market.CandleSeries;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.Fill;
import cab.domain.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;

/** A position while it is held: what its fills add up to. Owned by one thread. */
final class TripDraft {

    private final Instant entered;
    private final int firstBar;
    private BigDecimal bought = BigDecimal.ZERO;
    private Money paid;
    private BigDecimal sold = BigDecimal.ZERO;
    private Money received;
    private Money pnl;
    private Money fees;
    private Instant lastSale;
    private ExitReason reason = ExitReason.SIGNAL;
    private int fills;
    private int bars;

    /** @param bar how many candles have closed before */
    TripDraft(Fill first, int bar) {
        Money zero = Money.zero(first.symbol().quote());
        this.entered = first.at();
        this.lastSale = first.at();
        this.firstBar = bar;
        this.paid = zero;
        this.received = zero;
        this.pnl = zero;
        this.fees = zero;
    }

    void add(Fill fill, Money fee) {
        fills++;
        fees = fees.plus(fee);
        if (fill.side() == Side.BUY) {
            bought = bought.add(fill.quantity().value());
            paid = paid.plus(fill.notional());
        } else {
            sold = sold.add(fill.quantity().value());
            received = received.plus(fill.notional());
            lastSale = fill.at();
        }
    }

    void realised(Money earned) {
        pnl = pnl.plus(earned);
    }

    boolean isSelling() {
        return sold.signum() > 0;
    }

    void sellsBecause(ExitReason why) {
        reason = why;
    }

    /** The position is held no more; {@code bar} candles have closed. */
    void ended(int bar) {
        bars = bar - firstBar;
    }

    Instant entered() {
        return entered;
    }

    /** Average price of the purchases. */
    Price entryPrice() {
        return average(paid, bought);
    }

    RoundTrip finished(CandleSeries candles) {
        Price entry = entryPrice();
        Price exit = average(received, sold);
        Excursion excursion = Excursion.between(candles, entered.toEpochMilli(), lastSale.toEpochMilli())
                .with(exit);
        return new RoundTrip(
                entered,
                lastSale,
                entry,
                exit,
                new Quantity(bought),
                paid,
                pnl,
                fees,
                bars,
                excursion.worstPercent(entry),
                excursion.bestPercent(entry),
                reason,
                fills);
    }

    private static Price average(Money amount, BigDecimal quantity) {
        BigDecimal average = amount.amount().divide(quantity, MathContext.DECIMAL128);
        return new Price(average.setScale(Math.min(average.scale(), 18), RoundingMode.HALF_EVEN));
    }
}
