/** The program put together, without its process. */
@NullMarked
package cab.app.assembly;

import org.jspecify.annotations.NullMarked;
