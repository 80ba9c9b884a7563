/** Composition root: the only place where adapters meet the application. */
@NullMarked
package cab.app;

import org.jspecify.annotations.NullMarked;
