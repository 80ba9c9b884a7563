/** Tests of the transport. */
@NullMarked
package cab.infrastructure.exchange.server;

import org.jspecify.annotations.NullMarked;
