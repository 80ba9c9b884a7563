@NullMarked
package cab.infrastructure.exchange.xchange;

import org.jspecify.annotations.NullMarked;
