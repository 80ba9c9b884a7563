/** Tests of the package. */
@NullMarked
package cab.infrastructure.time;

import org.jspecify.annotations.NullMarked;
