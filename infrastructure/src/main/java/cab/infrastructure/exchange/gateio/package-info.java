/**
 * Gate.io spot over its API v4: orders, stops and market data behind the ports. What the exchange answers is evidence
 * only where it is clear; everything else says that nothing is known.
 */
@NullMarked
package cab.infrastructure.exchange.gateio;

import org.jspecify.annotations.NullMarked;
