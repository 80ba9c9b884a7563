/** Levels at which a position is sold to protect it: hard stop and trailing stop. */
@NullMarked
package cab.domain.protection;

import org.jspecify.annotations.NullMarked;
