/** Tests of the composition root. */
@NullMarked
package cab.app;

import org.jspecify.annotations.NullMarked;
