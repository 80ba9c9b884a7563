/** The simulated exchange as a server: transport, keys and limits. What it says is up to the face of an exchange. */
@NullMarked
package cab.infrastructure.exchange.server;

import org.jspecify.annotations.NullMarked;
