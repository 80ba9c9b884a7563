package cab.infrastructure.simulation;

import cab.application.port.Balance;
import cab.domain.money.Currency;
import java.math.BigDecimal;
import java.util.List;

/** Holds the balances of the account to what was paid in and what the fills have moved: 19 and 20. */
final class MoneyWatch {

    private final SimulatedWorld world;

    MoneyWatch(SimulatedWorld world) {
        this.world = world;
    }

    /** Looks at all balances when anything was filled since the last time. */
    void observe() {
        boolean changed = false;
        for (TradedSymbol traded : world.symbols()) {
            changed |= traded.truth().takeChanged();
        }
        if (!changed) {
            return;
        }
        List<Balance> balances = world.venue().exchange().balances(world.account());
        conserved(SimulatedWorld.USDT, balances);
        conserved(UnrulyExchange.VENUE_COIN, balances);
        for (TradedSymbol traded : world.symbols()) {
            BigDecimal held = totalOf(balances, traded.instrument().symbol().base());
            Truth truth = traded.truth();
            traded.invariants()
                    .require(
                            held.subtract(truth.ours()).compareTo(truth.others()) == 0,
                            Invariant.OTHERS_UNTOUCHED,
                            () -> "the account has " + held + ", ours are " + truth.ours() + ", others' "
                                    + truth.others());
        }
    }

    private void conserved(Currency currency, List<Balance> balances) {
        BigDecimal expected = world.deposited(currency).amount();
        for (TradedSymbol traded : world.symbols()) {
            expected = expected.add(traded.truth().flowOf(currency));
        }
        BigDecimal sum = expected;
        BigDecimal held = totalOf(balances, currency);
        world.symbols()
                .getFirst()
                .invariants()
                .require(
                        held.compareTo(sum) == 0,
                        Invariant.MONEY_CONSERVED,
                        () -> "the account has " + held + " " + currency + ", the fills make it " + sum);
    }

    private static BigDecimal totalOf(List<Balance> balances, Currency currency) {
        for (Balance balance : balances) {
            if (balance.currency().equals(currency)) {
                return balance.total().amount();
            }
        }
        return BigDecimal.ZERO;
    }
}
