package cab.infrastructure.exchange.simulated;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.order.Fill;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what the exchange does. Owned by the exchange's thread. */
final class Tally {

    long taken;
    long rejected;
    long ambiguousCandles;
    long shortOfVolume;
    private long fills;
    private final BigDecimal halfSpread;
    private final SortedMap<Currency, BigDecimal> slippage = new TreeMap<>();
    private final SortedMap<Currency, BigDecimal> spread = new TreeMap<>();

    /** @param spread between bid and ask, of the price */
    Tally(Percent spread) {
        this.halfSpread = spread.fraction().divide(BigDecimal.TWO);
    }

    void filled(Fill fill, Execution execution) {
        fills++;
        BigDecimal quantity = fill.quantity().value();
        BigDecimal cost = execution.slippage(quantity);
        slippage.merge(fill.symbol().quote(), cost, BigDecimal::add);
        // A limit may have kept the price better than ask or bid.
        spread.merge(
                fill.symbol().quote(),
                cost.min(execution.traded().multiply(halfSpread).multiply(quantity)),
                BigDecimal::add);
    }

    ExchangeStatistics statistics() {
        return new ExchangeStatistics(
                taken, rejected, fills, ambiguousCandles, shortOfVolume, rounded(slippage), rounded(spread));
    }

    private static SortedMap<Currency, Money> rounded(SortedMap<Currency, BigDecimal> sums) {
        SortedMap<Currency, Money> paid = new TreeMap<>();
        sums.forEach((quote, amount) -> paid.put(quote, Money.rounded(amount, quote, RoundingMode.CEILING)));
        return paid;
    }
}
