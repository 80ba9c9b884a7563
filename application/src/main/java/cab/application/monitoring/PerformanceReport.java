package cab.application.monitoring;

import cab.application.port.Dust;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was earned in a span of time. Immutable.
 *
 * @param from its beginning, inclusive
 * @param to its end, exclusive
 * @param orders orders decided in all
 * @param bySymbol each symbol that was asked for or traded, in the order of symbols
 * @param dust what is held now and is too small to be sold by itself
 */
public record PerformanceReport(
        Instant from, Instant to, int orders, List<SymbolPerformance> bySymbol, List<Dust> dust) {

    public PerformanceReport {
        bySymbol = List.copyOf(bySymbol);
        dust = List.copyOf(dust);
    }

    /**
     * Sums over the symbols of one quote currency.
     *
     * @param quote the currency of all amounts
     * @param realisedPnl see {@link SymbolPerformance}
     * @param fees see {@link SymbolPerformance}
     * @param otherFees see {@link SymbolPerformance}
     * @param turnover see {@link SymbolPerformance}
     * @param orders see {@link SymbolPerformance}
     * @param wins see {@link SymbolPerformance}
     * @param losses see {@link SymbolPerformance}
     */
    public record Total(
            Currency quote,
            Money realisedPnl,
            Money fees,
            SortedMap<Currency, Money> otherFees,
            Money turnover,
            int orders,
            int wins,
            int losses) {

        private Total plus(SymbolPerformance symbol) {
            SortedMap<Currency, Money> other = new TreeMap<>(otherFees);
            symbol.otherFees().forEach((coin, fee) -> other.merge(coin, fee, Money::plus));
            return new Total(
                    quote,
                    realisedPnl.plus(symbol.realisedPnl()),
                    fees.plus(symbol.fees()),
                    other,
                    turnover.plus(symbol.turnover()),
                    orders + symbol.orders(),
                    wins + symbol.wins(),
                    losses + symbol.losses());
        }
    }

    /** Sums by quote currency: amounts of different currencies are never added. */
    public List<Total> totals() {
        SortedMap<Currency, Total> totals = new TreeMap<>();
        for (SymbolPerformance symbol : bySymbol) {
            Currency quote = symbol.symbol().quote();
            Money zero = Money.zero(quote);
            Total before = totals.getOrDefault(quote, new Total(quote, zero, zero, new TreeMap<>(), zero, 0, 0, 0));
            totals.put(quote, before.plus(symbol));
        }
        return List.copyOf(totals.values());
    }
}
