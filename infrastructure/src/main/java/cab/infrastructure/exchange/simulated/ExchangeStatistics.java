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
 * @param slippagePaid by quote currency, what taking cost against the traded price: half the spread and slippage
 */
public record ExchangeStatistics(
        long ordersTaken, long ordersRejected, long fills, long ambiguousCandles, Map<Currency, Money> slippagePaid) {

    public ExchangeStatistics {
        slippagePaid = Map.copyOf(slippagePaid);
    }

    /** What taking cost in {@code quote}; zero when nothing was taken. */
    public Money slippagePaid(Currency quote) {
        return slippagePaid.getOrDefault(quote, Money.zero(quote));
    }
}
