/** Searches for settings on disk: what was searched, and every trial. */
@NullMarked
package cab.infrastructure.study;

import org.jspecify.annotations.NullMarked;
