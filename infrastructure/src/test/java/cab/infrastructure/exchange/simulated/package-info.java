/** Tests of the package. */
@NullMarked
package cab.infrastructure.exchange.simulated;

import org.jspecify.annotations.NullMarked;
