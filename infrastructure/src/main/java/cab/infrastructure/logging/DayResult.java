package cab.infrastructure.logging;

import cab.application.monitoring.Figures;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the sales of one day have realised, by currency. Owned by one thread. */
final class DayResult {

    private final SortedMap<Currency, Money> realised = new TreeMap<>();
    private int sales;

    void add(Money result) {
        sales++;
        realised.merge(result.currency(), result, Money::plus);
    }

    Money in(Currency currency) {
        return realised.getOrDefault(currency, Money.zero(currency));
    }

    boolean isEmpty() {
        return sales == 0;
    }

    /** Such as {@code 6 sales, result +12.30 USDT}. */
    String words() {
        String results = realised.values().stream()
                .map(money -> Figures.signed(money) + " " + money.currency())
                .collect(Collectors.joining(", "));
        return sales + (sales == 1 ? " sale" : " sales") + ", result " + results;
    }
}
