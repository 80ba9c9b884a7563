/** Settings turned into the parts of a running program. */
@NullMarked
package cab.app.assembly;

import org.jspecify.annotations.NullMarked;
