/** Adapters: one package per technology behind a port. */
@NullMarked
package cab.infrastructure;

import org.jspecify.annotations.NullMarked;
