/** Bybit, API V5, as far as a trader of spot needs it, over the simulated exchange. */
@NullMarked
package cab.infrastructure.exchange.server.bybit;

import org.jspecify.annotations.NullMarked;
