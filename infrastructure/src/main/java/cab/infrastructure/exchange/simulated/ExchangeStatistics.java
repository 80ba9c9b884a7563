package cab.infrastructure.exchange.simulated;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import java.util.Map;

/**
 * What happened on the exchange since the process started. Immutable.
 *
 * @param ordersTaken orders that were accepted
 * @param ordersRejected orders that were refused
 * @param fills executions, partial ones included
 * @param ambiguousCandles candles in which stop and target of a sale were both within reach
 * @param ordersShortOfVolume orders of which a part had to wait because a candle had too little volume
 * @param slippagePaid by quote currency, what taking cost against the traded price: half the spread and slippage
 * @param spreadPaid by quote currency, the half of the spread in it
 */
public record ExchangeStatistics(
        long ordersTaken,
        long ordersRejected,
        long fills,
        long ambiguousCandles,
        long ordersShortOfVolume,
        Map<Currency, Money> slippagePaid,
        Map<Currency, Money> spreadPaid) {

    public ExchangeStatistics {
        slippagePaid = Map.copyOf(slippagePaid);
        spreadPaid = Map.copyOf(spreadPaid);
    }

    /** What taking cost in {@code quote}; zero when nothing was taken. */
    public Money slippagePaid(Currency quote) {
        return slippagePaid.getOrDefault(quote, Money.zero(quote));
    }

    /** What of that was half the spread. */
    public Money spreadPaid(Currency quote) {
        return spreadPaid.getOrDefault(quote, Money.zero(quote));
    }
}
