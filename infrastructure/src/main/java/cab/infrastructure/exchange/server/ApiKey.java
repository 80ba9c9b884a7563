package cab.infrastructure.exchange.server;

import cab.infrastructure.exchange.simulated.SimulatedAccount;
import cab.infrastructure.secrets.Secret;

/**
 * A key to an account. Immutable.
 *
 * @param key names it
 * @param secret signs with it
 * @param account what it opens
 * @param userId the number of its owner
 */
public record ApiKey(String key, Secret secret, SimulatedAccount account, long userId) {}
