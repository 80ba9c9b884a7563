/** Positions sold: because a protective level was reached, or because somebody decided so. */
@NullMarked
package cab.application.protection;

import org.jspecify.annotations.NullMarked;
