/**
 * Exchanges behind the ports, as far as they are alike: an account, a market, the rules of its symbols, and a
 * connection that keeps them up to date. Each exchange brings its own desk and dialects.
 */
@NullMarked
package cab.infrastructure.exchange.live;

import org.jspecify.annotations.NullMarked;
