/** Tests of the face of Gate.io, over real sockets. */
@NullMarked
package cab.infrastructure.exchange.server.gateio;

import org.jspecify.annotations.NullMarked;
