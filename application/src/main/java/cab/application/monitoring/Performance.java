package cab.application.monitoring;

import cab.application.port.TradeHistory;
import cab.domain.market.Symbol;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.TradeId;
import cab.domain.position.RealisedTrade;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was earned in a span of time: the answer to {@code perf} and to the question for the profit of a day. Immutable.
 */
public final class Performance {

    private final TradeHistory history;

    public Performance(TradeHistory history) {
        this.history = history;
    }

    /** The day of UTC that {@code now} lies in, up to its end. */
    public PerformanceReport onDayOf(Optional<Symbol> symbol, Instant now) {
        Instant from = now.truncatedTo(ChronoUnit.DAYS);
        return between(symbol, from, from.plus(Duration.ofDays(1)));
    }

    /**
     * From {@code from}, inclusive, to {@code to}, exclusive.
     *
     * @param symbol of one symbol, or of all that were traded when empty
     * @throws cab.application.port.StorageException when it cannot be read
     */
    public PerformanceReport between(Optional<Symbol> symbol, Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("span must not end before it begins, was " + from + " to " + to);
        }
        List<Fill> fills = history.fills(symbol, from, to);
        Map<FillKey, ClientOrderId> orderOf = new HashMap<>();
        SortedMap<Symbol, SymbolPerformance.Sum> sums = new TreeMap<>();
        for (Fill fill : fills) {
            orderOf.put(new FillKey(fill.symbol(), fill.tradeId()), fill.clientOrderId());
            sumOf(sums, fill.symbol()).add(fill);
        }
        for (RealisedTrade trade : history.realised(symbol, from, to)) {
            Optional<ClientOrderId> order =
                    Optional.ofNullable(orderOf.get(new FillKey(trade.symbol(), trade.tradeId())));
            sumOf(sums, trade.symbol()).add(trade, order);
        }
        symbol.ifPresent(asked -> sums.computeIfAbsent(asked, SymbolPerformance.Sum::new));
        List<SymbolPerformance> bySymbol = sums.entrySet().stream()
                .map(entry ->
                        entry.getValue().over(entry.getKey(), history.orders(Optional.of(entry.getKey()), from, to)))
                .toList();
        return new PerformanceReport(from, to, history.orders(symbol, from, to), bySymbol, history.dust(symbol));
    }

    private static SymbolPerformance.Sum sumOf(SortedMap<Symbol, SymbolPerformance.Sum> sums, Symbol symbol) {
        return sums.computeIfAbsent(symbol, SymbolPerformance.Sum::new);
    }

    /** What makes a fill unique within an account. */
    private record FillKey(Symbol symbol, TradeId tradeId) {}
}
