package cab.infrastructure.exchange.simulated;

import cab.application.port.Balance;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one customer of the exchange owns, exact. No balance is ever negative: whoever would make one so is at fault.
 * Owned by the exchange's thread.
 */
public final class SimulatedAccount {

    private final String name;
    private final SortedMap<Currency, Holding> holdings = new TreeMap<>();
    private final SortedSet<Currency> changed = new TreeSet<>();

    SimulatedAccount(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** All balances, in the order of their currencies; those that are empty are left out. */
    List<Balance> balances() {
        List<Balance> balances = new ArrayList<>();
        holdings.forEach((currency, holding) -> {
            if (holding.free.signum() != 0 || holding.locked.signum() != 0) {
                balances.add(holding.balance(currency));
            }
        });
        return balances;
    }

    Balance balance(Currency currency) {
        return holding(currency).balance(currency);
    }

    BigDecimal free(Currency currency) {
        return holding(currency).free;
    }

    void deposit(Money money) {
        add(money.currency(), money.amount(), BigDecimal.ZERO);
    }

    void withdraw(Money money) {
        add(money.currency(), money.amount().negate(), BigDecimal.ZERO);
    }

    void lock(Currency currency, BigDecimal amount) {
        add(currency, amount.negate(), amount);
    }

    void unlock(Currency currency, BigDecimal amount) {
        add(currency, amount, amount.negate());
    }

    /** Changes both parts by the given differences. */
    void add(Currency currency, BigDecimal toFree, BigDecimal toLocked) {
        Holding holding = holding(currency);
        BigDecimal free = holding.free.add(toFree);
        BigDecimal locked = holding.locked.add(toLocked);
        if (free.signum() < 0 || locked.signum() < 0) {
            throw new IllegalStateException("balance of " + currency + " must not be negative, would be "
                    + free.toPlainString() + " free and " + locked.toPlainString() + " locked");
        }
        holding.free = free;
        holding.locked = locked;
        changed.add(currency);
    }

    /** The balances that have changed since {@link #takeChanged} was asked last. */
    List<Balance> changedBalances() {
        return changed.stream().map(this::balance).toList();
    }

    boolean isChanged() {
        return !changed.isEmpty();
    }

    /** The currencies whose balance has changed since this was asked last. */
    List<Currency> takeChanged() {
        List<Currency> taken = List.copyOf(changed);
        forgetChanged();
        return taken;
    }

    void forgetChanged() {
        changed.clear();
    }

    private Holding holding(Currency currency) {
        return holdings.computeIfAbsent(currency, absent -> new Holding());
    }

    private static final class Holding {

        private BigDecimal free = BigDecimal.ZERO;
        private BigDecimal locked = BigDecimal.ZERO;

        private Balance balance(Currency currency) {
            return new Balance(new Money(free, currency), new Money(locked, currency));
        }
    }
}
