@NullMarked
package cab.infrastructure.bus;

import org.jspecify.annotations.NullMarked;
