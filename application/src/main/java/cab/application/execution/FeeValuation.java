package cab.application.execution;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import java.util.Optional;

/** What a fee in a third coin, such as the exchange's own, is worth. Thread-safe. */
@FunctionalInterface
public interface FeeValuation {

    /** The value of {@code fee} in {@code quote}, or empty when there is no price for it. Does not wait. */
    Optional<Money> inQuote(Money fee, Currency quote);
}
