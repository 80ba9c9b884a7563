/** How much an entry may spend. */
@NullMarked
package cab.domain.sizing;

import org.jspecify.annotations.NullMarked;
