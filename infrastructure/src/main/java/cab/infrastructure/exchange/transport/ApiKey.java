package cab.infrastructure.exchange.transport;

import cab.infrastructure.secrets.Secret;

/**
 * What an account is opened with. Immutable.
 *
 * @param key names the account; sent with each private request
 * @param secret signs; never sent
 */
public record ApiKey(Secret key, Secret secret) {}
