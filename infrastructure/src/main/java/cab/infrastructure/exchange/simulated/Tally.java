package cab.infrastructure.exchange.simulated;

import cab.domain.money.Currency;
import cab.domain.money.Money;
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
    private long fills;
    private final SortedMap<Currency, BigDecimal> slippage = new TreeMap<>();

    void filled(Fill fill, BigDecimal slippagePaid) {
        fills++;
        slippage.merge(fill.symbol().quote(), slippagePaid, BigDecimal::add);
    }

    ExchangeStatistics statistics() {
        SortedMap<Currency, Money> paid = new TreeMap<>();
        slippage.forEach((quote, amount) -> paid.put(quote, Money.rounded(amount, quote, RoundingMode.CEILING)));
        return new ExchangeStatistics(taken, rejected, fills, ambiguousCandles, paid);
    }
}
