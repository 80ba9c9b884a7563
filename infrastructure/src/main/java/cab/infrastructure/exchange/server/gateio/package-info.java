/** The face of Gate.io, API v4: its paths, shapes, labels and limits over the simulated exchange. */
@NullMarked
package cab.infrastructure.exchange.server.gateio;

import org.jspecify.annotations.NullMarked;
