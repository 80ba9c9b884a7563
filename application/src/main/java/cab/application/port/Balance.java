package cab.application.port;

import cab.domain.money.Currency;
import cab.domain.money.Money;

/**
 * What the account has of one currency. Immutable.
 *
 * @param free can be spent
 * @param locked is bound by open orders; same currency
 */
public record Balance(Money free, Money locked) {

    public Balance {
        if (!free.currency().equals(locked.currency())) {
            throw new IllegalArgumentException(
                    "a balance has one currency, had " + free.currency() + " and " + locked.currency());
        }
    }

    public Currency currency() {
        return free.currency();
    }

    public Money total() {
        return free.plus(locked);
    }
}
