package cab.infrastructure.exchange.live;

import cab.application.port.Balance;
import cab.application.port.BalancesReport;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.infrastructure.exchange.transport.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the balances that an exchange lists, of coins that no symbol of ours can name as little as of none at all.
 * Owned by one thread.
 */
public final class Balances {

    private final List<Balance> balances = new ArrayList<>();
    private boolean isEmpty = true;

    /** One line of the list. */
    public void add(String code, BigDecimal free, BigDecimal locked) {
        isEmpty = false;
        if (isCurrency(code)) {
            Currency currency = new Currency(code);
            balances.add(Json.fitting(() -> new Balance(new Money(free, currency), new Money(locked, currency))));
        }
    }

    private static boolean isCurrency(String code) {
        try {
            return !new Currency(code).code().isEmpty();
        } catch (IllegalArgumentException notOurs) {
            return false;
        }
    }

    /** An account without any currency is not believed: a failing exchange has been seen to say so. */
    public BalancesReport report() {
        return isEmpty
                ? new BalancesReport.Unknown("the exchange lists no currency at all")
                : new BalancesReport.Known(balances);
    }
}
