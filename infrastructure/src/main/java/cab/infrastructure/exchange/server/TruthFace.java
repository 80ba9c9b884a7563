package cab.infrastructure.exchange.server;

import java.util.Optional;

/** What really is, for tests that compare a customer's book with it. Thread-safe. */
@FunctionalInterface
public interface TruthFace {

    /** Balances, orders and trades of the account to the last digit, as JSON; empty when there is no such account. */
    Optional<String> of(String account);
}
