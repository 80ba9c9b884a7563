/**
 * Bybit spot over its API V5, real and demo: orders, stops and market data behind the ports. Orders are taken at once
 * and carried out a little later; what became of one is read, and every answer that is not clear says that nothing is
 * known.
 */
@NullMarked
package cab.infrastructure.exchange.bybit;

import org.jspecify.annotations.NullMarked;
