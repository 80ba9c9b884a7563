/** Open orders followed to their end, and what they leave unfinished finished. */
@NullMarked
package cab.application.settlement;

import org.jspecify.annotations.NullMarked;
