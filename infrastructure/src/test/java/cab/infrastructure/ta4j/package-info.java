@NullMarked
package cab.infrastructure.ta4j;

import org.jspecify.annotations.NullMarked;
