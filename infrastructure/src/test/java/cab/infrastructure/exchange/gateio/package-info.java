/** Tests of the adapter for Gate.io. */
@NullMarked
package cab.infrastructure.exchange.gateio;

import org.jspecify.annotations.NullMarked;
