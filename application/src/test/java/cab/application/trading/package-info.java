/** The trading cycle held to its word. */
@NullMarked
package cab.application.trading;

import org.jspecify.annotations.NullMarked;
