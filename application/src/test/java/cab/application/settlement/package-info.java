/** Orders followed to their end, held to its word. */
@NullMarked
package cab.application.settlement;

import org.jspecify.annotations.NullMarked;
