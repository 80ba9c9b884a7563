package cab.application.port;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import java.util.List;

/** The answer to a listing of balances. */
public sealed interface BalancesReport {

    /** All balances; a currency that is not listed has none. */
    record Known(List<Balance> balances) implements BalancesReport {

        public Known {
            balances = List.copyOf(balances);
        }

        /** What the account has of {@code currency}. */
        public Balance of(Currency currency) {
            return balances.stream()
                    .filter(balance -> balance.currency().equals(currency))
                    .findFirst()
                    .orElseGet(() -> new Balance(Money.zero(currency), Money.zero(currency)));
        }
    }

    /** No clear answer; never to be read as nothing. */
    record Unknown(String cause) implements BalancesReport {}
}
