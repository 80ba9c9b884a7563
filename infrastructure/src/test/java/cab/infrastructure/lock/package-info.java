/** Tests of the instance lock. */
@NullMarked
package cab.infrastructure.lock;

import org.jspecify.annotations.NullMarked;
