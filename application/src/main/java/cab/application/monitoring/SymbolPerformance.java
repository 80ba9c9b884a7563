package cab.application.monitoring;

import cab.domain.market.Symbol;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.position.RealisedTrade;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one symbol has earned in a span of time. All money in its quote. Immutable.
 *
 * @param symbol which
 * @param realisedPnl what sells realised, first in first out, fees of buy and sell taken off
 * @param fees fees of all fills that were paid in quote or base, those in base at the price of their fill
 * @param otherFees fees paid in third coins, as they were paid, by coin
 * @param turnover sum of price times quantity of all fills
 * @param orders orders decided
 * @param fills executions
 * @param wins sell orders that earned something
 * @param losses sell orders that lost something
 */
public record SymbolPerformance(
        Symbol symbol,
        Money realisedPnl,
        Money fees,
        SortedMap<Currency, Money> otherFees,
        Money turnover,
        int orders,
        int fills,
        int wins,
        int losses) {

    public SymbolPerformance {
        otherFees = Collections.unmodifiableSortedMap(new TreeMap<>(otherFees));
    }

    /** The sum while it is made. Owned by one thread. */
    static final class Sum {
        private final Currency quote;
        private final SortedMap<Currency, Money> otherFees = new TreeMap<>();
        private final SortedMap<String, Money> resultByOrder = new TreeMap<>();
        private Money realisedPnl;
        private Money fees;
        private Money turnover;
        private int fills;

        Sum(Symbol symbol) {
            quote = symbol.quote();
            realisedPnl = Money.zero(quote);
            fees = Money.zero(quote);
            turnover = Money.zero(quote);
        }

        void add(Fill fill) {
            fills++;
            turnover = turnover.plus(fill.notional());
            Currency coin = fill.fee().currency();
            if (coin.equals(quote)) {
                fees = fees.plus(fill.fee());
            } else if (coin.equals(fill.symbol().base())) {
                fees = fees.plus(Money.rounded(
                        fill.fee().amount().multiply(fill.price().value()), quote, RoundingMode.HALF_EVEN));
            } else {
                otherFees.merge(coin, fill.fee(), Money::plus);
            }
        }

        /** An order that was filled in parts has won or lost once. */
        void add(RealisedTrade trade, Optional<ClientOrderId> order) {
            realisedPnl = realisedPnl.plus(trade.pnl());
            String name = order.map(id -> "order " + id.value())
                    .orElse("fill " + trade.tradeId().value());
            resultByOrder.merge(name, trade.pnl(), Money::plus);
        }

        SymbolPerformance over(Symbol symbol, int orders) {
            int wins = (int)
                    resultByOrder.values().stream().filter(Money::isPositive).count();
            int losses = (int)
                    resultByOrder.values().stream().filter(Money::isNegative).count();
            return new SymbolPerformance(symbol, realisedPnl, fees, otherFees, turnover, orders, fills, wins, losses);
        }
    }
}
