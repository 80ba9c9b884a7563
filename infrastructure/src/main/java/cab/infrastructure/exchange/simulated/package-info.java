/** An exchange of our own: it matches, charges, delays and fails like a real one, and repeats exactly from its seed. */
@NullMarked
package cab.infrastructure.exchange.simulated;

import org.jspecify.annotations.NullMarked;
