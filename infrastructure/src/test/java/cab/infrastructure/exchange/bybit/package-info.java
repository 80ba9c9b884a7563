/** Tests of the adapter for Bybit. */
@NullMarked
package cab.infrastructure.exchange.bybit;

import org.jspecify.annotations.NullMarked;
