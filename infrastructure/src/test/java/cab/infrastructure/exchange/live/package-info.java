@NullMarked
package cab.infrastructure.exchange.live;

import org.jspecify.annotations.NullMarked;
