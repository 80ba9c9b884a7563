@NullMarked
package cab.infrastructure.exchange.transport;

import org.jspecify.annotations.NullMarked;
