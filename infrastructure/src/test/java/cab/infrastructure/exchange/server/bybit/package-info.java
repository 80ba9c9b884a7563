@NullMarked
package cab.infrastructure.exchange.server.bybit;

import org.jspecify.annotations.NullMarked;
