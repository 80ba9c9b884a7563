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
import org.jspecify.annotations.Nullable;

/** A position while it is held: what its fills add up to. Owned by one thread. */
final class TripDraft {

    private final Instant entered;
    private final int firstBar;
    private final Leg bought;
    private final Leg sold;
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
        this.bought = new Leg(zero);
        this.sold = new Leg(zero);
        this.pnl = zero;
        this.fees = zero;
    }

    void add(Fill fill, Money fee) {
        fills++;
        fees = fees.plus(fee);
        if (fill.side() == Side.BUY) {
            bought.add(fill);
        } else {
            sold.add(fill);
            lastSale = fill.at();
        }
    }

    void realised(Money earned) {
        pnl = pnl.plus(earned);
    }

    boolean isSelling() {
        return sold.base.signum() > 0;
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
        return bought.averagePrice();
    }

    RoundTrip finished(CandleSeries candles) {
        Price entry = entryPrice();
        Price exit = sold.averagePrice();
        Excursion excursion = Excursion.between(candles, entered.toEpochMilli(), lastSale.toEpochMilli())
                .with(exit);
        return new RoundTrip(
                entered,
                lastSale,
                entry,
                exit,
                new Quantity(bought.base),
                bought.quote,
                pnl,
                fees,
                bars,
                excursion.worstPercent(entry),
                excursion.bestPercent(entry),
                reason,
                fills);
    }

    /** What was bought, or what was sold. Owned by one thread. */
    private static final class Leg {

        private BigDecimal base = BigDecimal.ZERO;
        private Money quote;
        private @Nullable Price onlyPrice;

        private Leg(Money zero) {
            this.quote = zero;
        }

        private void add(Fill fill) {
            onlyPrice = base.signum() == 0 ? fill.price() : null;
            base = base.add(fill.quantity().value());
            quote = quote.plus(fill.notional());
        }

        private Price averagePrice() {
            // Nearly always one fill is all, and nothing has to be divided.
            if (onlyPrice != null) {
                return onlyPrice;
            }
            BigDecimal average = quote.amount().divide(base, MathContext.DECIMAL128);
            return new Price(average.setScale(Math.min(average.scale(), 18), RoundingMode.HALF_EVEN));
        }
    }
}
