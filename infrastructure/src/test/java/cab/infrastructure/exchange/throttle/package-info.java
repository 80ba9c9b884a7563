/** Tests of the throttle. */
@NullMarked
package cab.infrastructure.exchange.throttle;

import org.jspecify.annotations.NullMarked;
